import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('commitments', '0001_initial'),
        ('letters', '0002_editions_and_history'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalCategory',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('is_public_copy', models.BooleanField(default=False, editable=False, verbose_name='openbare versie')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                ('edited_at', models.DateTimeField(editable=False, null=True, verbose_name='bewerkt op')),
                ('slug', models.SlugField(help_text='Staat in het webadres; blijft altijd gelijk.', max_length=40, verbose_name='adres')),
                ('name', models.CharField(max_length=80, verbose_name='naam')),
                ('short_name', models.CharField(help_text='Voor in een grafiek.', max_length=30, verbose_name='korte naam')),
                ('description', models.TextField(blank=True, help_text='Wat er wel en niet onder valt. Openbaar.', verbose_name='omschrijving')),
                ('position', models.PositiveSmallIntegerField(default=100, help_text='Van onder naar boven in de staaf.', verbose_name='volgorde')),
                ('colour', models.CharField(choices=[('blue', 'blauw'), ('sky', 'lichtblauw'), ('rust', 'roest'), ('violet', 'paars'), ('teal', 'groenblauw'), ('stone', 'grijs, gearceerd'), ('ochre', 'oker'), ('plum', 'pruim'), ('moss', 'mosgroen'), ('slate', 'leisteen')], default='slate', max_length=10, verbose_name='kleur')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical categorie',
                'verbose_name_plural': 'historical categorieën',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalChannel',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('is_public_copy', models.BooleanField(default=False, editable=False, verbose_name='openbare versie')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                ('edited_at', models.DateTimeField(editable=False, null=True, verbose_name='bewerkt op')),
                ('slug', models.SlugField(help_text='Staat in het webadres; blijft altijd gelijk.', max_length=40, verbose_name='adres')),
                ('name', models.CharField(max_length=120, verbose_name='naam')),
                ('short_name', models.CharField(max_length=40, verbose_name='korte naam')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical kanaal',
                'verbose_name_plural': 'historical kanalen',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalCommitment',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('is_public_copy', models.BooleanField(default=False, editable=False, verbose_name='openbare versie')),
                ('slug', models.SlugField(blank=True, help_text='Staat in het webadres; blijft altijd gelijk.', max_length=80, verbose_name='adres')),
                ('title', models.CharField(help_text='Wat is toegezegd, in eigen woorden en zonder bedrag.', max_length=300, verbose_name='titel')),
                ('amount_eur', models.BigIntegerField(help_text="In hele euro's. “2,5 miljard” of “102 mln” mag ook.", verbose_name='bedrag')),
                ('precision', models.CharField(choices=[('exact', 'precies'), ('circa', 'circa'), ('at-least', 'ten minste'), ('at-most', 'ten hoogste')], default='exact', max_length=10, verbose_name='nauwkeurigheid')),
                ('year', models.PositiveSmallIntegerField(help_text='Het jaar waarvoor het bedrag is, of het eerste jaar van de periode.', validators=[django.core.validators.MinValueValidator(2014), django.core.validators.MaxValueValidator(2100)], verbose_name='jaar')),
                ('end_year', models.PositiveSmallIntegerField(blank=True, help_text='Leeg voor één jaar. Een periode die de brief niet per jaar verdeelt, blijft één bedrag.', validators=[django.core.validators.MinValueValidator(2014), django.core.validators.MaxValueValidator(2100)], verbose_name='tot en met')),
                ('period_note', models.CharField(blank=True, help_text='Zoals januari-april.', max_length=80, verbose_name='periode in woorden')),
                ('stage', models.CharField(choices=[('aangekondigd', 'aangekondigd'), ('gereserveerd', 'gereserveerd'), ('toegewezen', 'toegewezen'), ('geleverd', 'geleverd')], default='aangekondigd', max_length=12, verbose_name='fase')),
                ('finance_type', models.CharField(choices=[('gift', 'gift (geld of goederen)'), ('lening', 'lening'), ('garantie', 'garantie')], default='gift', max_length=8, verbose_name='soort')),
                ('exclusion', models.CharField(blank=True, choices=[('', 'geen: het bedrag telt mee'), ('plafond', 'een plafond, geen toegezegd bedrag'), ('garantie', 'een garantie, geen uitgave'), ('lening', 'een lening, geen gift'), ('overlap-onbekend', 'niet bekend of het al in een ander bedrag zit')], default='', max_length=16, verbose_name='uitgesloten omdat')),
                ('note', models.TextField(blank=True, help_text='Waarom wij de brief zo lezen: wat er staat en wat er niet staat. Openbaar.', verbose_name='toelichting')),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='gepubliceerd op')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical toezegging',
                'verbose_name_plural': 'historical toezeggingen',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalCommitment_moved_parts',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('m2m_history_id', models.AutoField(primary_key=True, serialize=False)),
            ],
            options={
                'verbose_name': 'HistoricalCommitment_moved_parts',
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalMention',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=1, help_text='De hoeveelste vindplaats in de brief dit is.', verbose_name='volgorde')),
                ('quote', models.CharField(help_text='Het kortste letterlijke fragment met het bedrag en waarvoor het is.', max_length=600, verbose_name='citaat')),
                ('amount_as_written', models.CharField(help_text='Zoals EUR 2,5 miljard.', max_length=80, verbose_name='bedrag zoals geschreven')),
                ('amount', models.BigIntegerField(blank=True, help_text='In hele eenheden. Leeg laten mag: wij lezen het uit het citaat.', null=True, verbose_name='bedrag')),
                ('currency', models.CharField(blank=True, help_text='EUR, USD, ... Leeg als de brief geen munt bij dit bedrag zet.', max_length=3, verbose_name='munt')),
                ('verdict', models.CharField(choices=[('states', 'noemt de toezegging'), ('repeats', 'herhaalt een toezegging'), ('context', 'context: geen Nederlandse toezegging'), ('not-money', 'geen geld')], max_length=10, verbose_name='oordeel')),
                ('note', models.TextField(blank=True, help_text='Waarom dit oordeel. Openbaar.', verbose_name='toelichting')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical vindplaats',
                'verbose_name_plural': 'historical vindplaatsen',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Intake',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='tekst')),
                ('fingerprint', models.CharField(db_index=True, editable=False, max_length=64, verbose_name='vingerafdruk')),
                ('file_name', models.CharField(blank=True, max_length=200, verbose_name='bestand')),
                ('form', models.CharField(blank=True, help_text='Zoals pdf of xml; leeg voor geplakte tekst.', max_length=20, verbose_name='vorm')),
                ('proposals', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='voorstellen')),
                ('answers', models.JSONField(blank=True, default=dict, verbose_name='antwoorden')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='begonnen op')),
                ('edited_at', models.DateTimeField(auto_now=True, verbose_name='bewerkt op')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='klaar op')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='versie')),
                ('changes', models.JSONField(blank=True, default=dict, help_text='Per versie: de velden die zij veranderde, met wat er stond.', verbose_name='wijzigingen')),
            ],
            options={
                'verbose_name': 'invoer van een brief',
                'verbose_name_plural': 'invoer van brieven',
                'ordering': ['-edited_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Withdrawal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('brief', 'brief'), ('toezegging', 'toezegging')], max_length=10, verbose_name='soort')),
                ('slug', models.SlugField(max_length=80, verbose_name='adres')),
                ('title', models.CharField(max_length=300, verbose_name='titel')),
                ('letter', models.CharField(help_text='De aanduiding van de brief: Kamerstuk 36 045, nr. 171.', max_length=120, verbose_name='brief')),
                ('amount_eur', models.BigIntegerField(help_text="In hele euro's; bij een brief wat zij meetelde.", null=True, verbose_name='bedrag')),
                ('reason', models.TextField(verbose_name='reden')),
                ('withdrawn_at', models.DateTimeField(verbose_name='teruggetrokken op')),
            ],
            options={
                'verbose_name': 'terugtrekking',
                'verbose_name_plural': 'terugtrekkingen',
                'ordering': ['-withdrawn_at', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='category',
            name='edited_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='bewerkt op'),
        ),
        migrations.AddField(
            model_name='category',
            name='edited_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='bewerkt door'),
        ),
        migrations.AddField(
            model_name='category',
            name='is_public_copy',
            field=models.BooleanField(default=False, editable=False, verbose_name='openbare versie'),
        ),
        migrations.AddField(
            model_name='category',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False, verbose_name='versie'),
        ),
        migrations.AddField(
            model_name='category',
            name='working',
            field=models.OneToOneField(editable=False, help_text='Bij een openbare versie: de rij waarvan zij de goedgekeurde stand is. Leeg als die is verwijderd.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='public', to='commitments.category', verbose_name='werkversie'),
        ),
        migrations.AddField(
            model_name='channel',
            name='edited_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='bewerkt op'),
        ),
        migrations.AddField(
            model_name='channel',
            name='edited_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='bewerkt door'),
        ),
        migrations.AddField(
            model_name='channel',
            name='is_public_copy',
            field=models.BooleanField(default=False, editable=False, verbose_name='openbare versie'),
        ),
        migrations.AddField(
            model_name='channel',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False, verbose_name='versie'),
        ),
        migrations.AddField(
            model_name='channel',
            name='working',
            field=models.OneToOneField(editable=False, help_text='Bij een openbare versie: de rij waarvan zij de goedgekeurde stand is. Leeg als die is verwijderd.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='public', to='commitments.channel', verbose_name='werkversie'),
        ),
        migrations.AddField(
            model_name='commitment',
            name='is_public_copy',
            field=models.BooleanField(default=False, editable=False, verbose_name='openbare versie'),
        ),
        migrations.AddField(
            model_name='commitment',
            name='working',
            field=models.OneToOneField(editable=False, help_text='Bij een openbare versie: de rij waarvan zij de goedgekeurde stand is. Leeg als die is verwijderd.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='public', to='commitments.commitment', verbose_name='werkversie'),
        ),
        migrations.AlterField(
            model_name='category',
            name='slug',
            field=models.SlugField(help_text='Staat in het webadres; blijft altijd gelijk.', max_length=40, verbose_name='adres'),
        ),
        migrations.AlterField(
            model_name='channel',
            name='slug',
            field=models.SlugField(help_text='Staat in het webadres; blijft altijd gelijk.', max_length=40, verbose_name='adres'),
        ),
        migrations.AlterField(
            model_name='commitment',
            name='slug',
            field=models.SlugField(blank=True, help_text='Staat in het webadres; blijft altijd gelijk.', max_length=80, verbose_name='adres'),
        ),
        migrations.AddConstraint(
            model_name='category',
            constraint=models.UniqueConstraint(fields=('slug', 'is_public_copy'), name='a_category_has_an_address_alone', violation_error_message='Er is al een categorie met dit adres.'),
        ),
        migrations.AddConstraint(
            model_name='channel',
            constraint=models.UniqueConstraint(fields=('slug', 'is_public_copy'), name='a_channel_has_an_address_alone', violation_error_message='Er is al een kanaal met dit adres.'),
        ),
        migrations.AddConstraint(
            model_name='commitment',
            constraint=models.UniqueConstraint(fields=('slug', 'is_public_copy'), name='a_commitment_has_an_address_alone', violation_error_message='Er is al een toezegging met dit adres.'),
        ),
        migrations.AddField(
            model_name='historicalcategory',
            name='edited_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='bewerkt door'),
        ),
        migrations.AddField(
            model_name='historicalcategory',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalcategory',
            name='working',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, help_text='Bij een openbare versie: de rij waarvan zij de goedgekeurde stand is. Leeg als die is verwijderd.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='commitments.category', verbose_name='werkversie'),
        ),
        migrations.AddField(
            model_name='historicalchannel',
            name='edited_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='bewerkt door'),
        ),
        migrations.AddField(
            model_name='historicalchannel',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalchannel',
            name='working',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, help_text='Bij een openbare versie: de rij waarvan zij de goedgekeurde stand is. Leeg als die is verwijderd.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='commitments.channel', verbose_name='werkversie'),
        ),
        migrations.AddField(
            model_name='historicalcommitment',
            name='category',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='commitments.category', verbose_name='categorie'),
        ),
        migrations.AddField(
            model_name='historicalcommitment',
            name='channel',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='commitments.channel', verbose_name='kanaal'),
        ),
        migrations.AddField(
            model_name='historicalcommitment',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalcommitment',
            name='letter',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='De eerste brief die dit bedrag noemt.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='letters.letter', verbose_name='aangekondigd in'),
        ),
        migrations.AddField(
            model_name='historicalcommitment',
            name='part_of',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='Het geheel waar dit bedrag al in zit.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='commitments.commitment', verbose_name='onderdeel van'),
        ),
        migrations.AddField(
            model_name='historicalcommitment',
            name='supersedes',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='De eerdere toezegging die hiermee vervalt.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='commitments.commitment', verbose_name='vervangt'),
        ),
        migrations.AddField(
            model_name='historicalcommitment',
            name='working',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, help_text='Bij een openbare versie: de rij waarvan zij de goedgekeurde stand is. Leeg als die is verwijderd.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='commitments.commitment', verbose_name='werkversie'),
        ),
        migrations.AddField(
            model_name='historicalcommitment_moved_parts',
            name='from_commitment',
            field=models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='commitments.commitment'),
        ),
        migrations.AddField(
            model_name='historicalcommitment_moved_parts',
            name='history',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to='commitments.historicalcommitment'),
        ),
        migrations.AddField(
            model_name='historicalcommitment_moved_parts',
            name='to_commitment',
            field=models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='commitments.commitment'),
        ),
        migrations.AddField(
            model_name='historicalmention',
            name='commitment',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='Welke toezegging dit bedrag noemt of herhaalt.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='commitments.commitment', verbose_name='toezegging'),
        ),
        migrations.AddField(
            model_name='historicalmention',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalmention',
            name='letter',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='letters.letter', verbose_name='brief'),
        ),
        migrations.AddField(
            model_name='intake',
            name='edited_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='bewerkt door'),
        ),
        migrations.AddField(
            model_name='intake',
            name='letter',
            field=models.OneToOneField(blank=True, help_text='De brief waarin de vindplaatsen worden nagelopen, of die hieruit is ontstaan.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='intake', to='letters.letter', verbose_name='brief'),
        ),
        migrations.AddField(
            model_name='intake',
            name='started_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='begonnen door'),
        ),
        migrations.AddField(
            model_name='withdrawal',
            name='withdrawn_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='teruggetrokken door'),
        ),
    ]
