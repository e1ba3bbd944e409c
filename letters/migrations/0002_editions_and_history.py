import django.core.validators
import django.db.models.deletion
import letters.models
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('letters', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalDossier',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('is_public_copy', models.BooleanField(default=False, editable=False, verbose_name='openbare versie')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                ('edited_at', models.DateTimeField(editable=False, null=True, verbose_name='bewerkt op')),
                ('number', letters.models.DossierNumberField(help_text='Zoals het gedrukt staat: 36 045, 21 501-20 of 36 200 V.', max_length=20, verbose_name='nummer')),
                ('title', models.CharField(blank=True, help_text='Zoals boven de brief gedrukt.', max_length=300, verbose_name='titel')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical dossier',
                'verbose_name_plural': 'historical dossiers',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalLetter',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('is_public_copy', models.BooleanField(default=False, editable=False, verbose_name='openbare versie')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                ('edited_at', models.DateTimeField(editable=False, null=True, verbose_name='bewerkt op')),
                ('slug', models.SlugField(editable=False, help_text='Het Kamerstuknummer (kst-36045-171), of anders het kenmerk.', max_length=80, verbose_name='adres')),
                ('kind', models.CharField(choices=[('brief', 'brief'), ('verslag', 'verslag van een schriftelijk overleg')], default='brief', max_length=10, verbose_name='soort')),
                ('number', models.PositiveIntegerField(blank=True, help_text='Het nummer binnen het dossier. Leeg als de brief nooit een nummer kreeg.', null=True, validators=[django.core.validators.MinValueValidator(1, 'Een Kamerstuknummer begint bij 1.'), django.core.validators.MaxValueValidator(99999, 'Een Kamerstuknummer heeft hooguit vijf cijfers.')], verbose_name='nummer')),
                ('reference', models.CharField(blank=True, help_text='Het kenmerk van het ministerie, zoals BZDOC-151675943-16.', max_length=60, verbose_name='kenmerk')),
                ('date', models.DateField(help_text='De datum op de brief; bij een verslag de datum van vaststelling.', verbose_name='datum')),
                ('title', models.CharField(blank=True, help_text='Zoals gedrukt. Leeg als er geen titel staat.', max_length=300, verbose_name='titel')),
                ('short_title', models.CharField(help_text='Onze eigen korte naam, voor lijsten en grafieken. Geen citaat.', max_length=80, verbose_name='korte naam')),
                ('note', models.TextField(blank=True, help_text='Wat een lezer over dit document moet weten. Openbaar.', verbose_name='toelichting')),
                ('text', models.TextField(blank=True, help_text='De volledige tekst. Hiermee wordt elk citaat nagezocht.', verbose_name='tekst')),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='gepubliceerd op')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical brief',
                'verbose_name_plural': 'historical brieven',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalLetter_other_dossiers',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('m2m_history_id', models.AutoField(primary_key=True, serialize=False)),
            ],
            options={
                'verbose_name': 'HistoricalLetter_other_dossiers',
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalMinister',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('is_public_copy', models.BooleanField(default=False, editable=False, verbose_name='openbare versie')),
                ('version', models.PositiveIntegerField(default=1, editable=False, verbose_name='versie')),
                ('edited_at', models.DateTimeField(editable=False, null=True, verbose_name='bewerkt op')),
                ('slug', models.SlugField(help_text='Staat in het webadres; blijft altijd gelijk.', max_length=80, verbose_name='adres')),
                ('name', models.CharField(help_text='Zoals in het dagelijks gebruik: Kajsa Ollongren.', max_length=120, verbose_name='naam')),
                ('family_name', models.CharField(help_text='Waarop lijsten sorteren.', max_length=80, verbose_name='achternaam')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical bewindspersoon',
                'verbose_name_plural': 'historical bewindspersonen',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalSignature',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(default=1, verbose_name='volgorde')),
                ('office', models.CharField(help_text='Zoals gedrukt: Minister van Defensie.', max_length=120, verbose_name='ambt')),
                ('manner', models.CharField(choices=[('ondertekend', 'ondertekend'), ('mede-namens', 'mede namens')], default='ondertekend', max_length=12, verbose_name='hoe')),
                ('name_as_printed', models.CharField(blank=True, help_text='Letterlijk, ook met een spelfout. Leeg als de brief alleen het ambt noemt.', max_length=120, verbose_name='naam zoals gedrukt')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical ondertekening',
                'verbose_name_plural': 'historical ondertekeningen',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AlterModelOptions(
            name='letter',
            options={'ordering': ['-date', '-pk'], 'permissions': [('approve_letter', 'Kan goedkeuren, openbaar maken en terugtrekken')], 'verbose_name': 'brief', 'verbose_name_plural': 'brieven'},
        ),
        migrations.AddField(
            model_name='dossier',
            name='edited_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='bewerkt op'),
        ),
        migrations.AddField(
            model_name='dossier',
            name='edited_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='bewerkt door'),
        ),
        migrations.AddField(
            model_name='dossier',
            name='is_public_copy',
            field=models.BooleanField(default=False, editable=False, verbose_name='openbare versie'),
        ),
        migrations.AddField(
            model_name='dossier',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False, verbose_name='versie'),
        ),
        migrations.AddField(
            model_name='dossier',
            name='working',
            field=models.OneToOneField(editable=False, help_text='Bij een openbare versie: de rij waarvan zij de goedgekeurde stand is. Leeg als die is verwijderd.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='public', to='letters.dossier', verbose_name='werkversie'),
        ),
        migrations.AddField(
            model_name='letter',
            name='edited_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='bewerkt op'),
        ),
        migrations.AddField(
            model_name='letter',
            name='edited_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='bewerkt door'),
        ),
        migrations.AddField(
            model_name='letter',
            name='is_public_copy',
            field=models.BooleanField(default=False, editable=False, verbose_name='openbare versie'),
        ),
        migrations.AddField(
            model_name='letter',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False, verbose_name='versie'),
        ),
        migrations.AddField(
            model_name='letter',
            name='working',
            field=models.OneToOneField(editable=False, help_text='Bij een openbare versie: de rij waarvan zij de goedgekeurde stand is. Leeg als die is verwijderd.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='public', to='letters.letter', verbose_name='werkversie'),
        ),
        migrations.AddField(
            model_name='minister',
            name='edited_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='bewerkt op'),
        ),
        migrations.AddField(
            model_name='minister',
            name='edited_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='bewerkt door'),
        ),
        migrations.AddField(
            model_name='minister',
            name='is_public_copy',
            field=models.BooleanField(default=False, editable=False, verbose_name='openbare versie'),
        ),
        migrations.AddField(
            model_name='minister',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False, verbose_name='versie'),
        ),
        migrations.AddField(
            model_name='minister',
            name='working',
            field=models.OneToOneField(editable=False, help_text='Bij een openbare versie: de rij waarvan zij de goedgekeurde stand is. Leeg als die is verwijderd.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='public', to='letters.minister', verbose_name='werkversie'),
        ),
        migrations.AlterField(
            model_name='dossier',
            name='number',
            field=letters.models.DossierNumberField(help_text='Zoals het gedrukt staat: 36 045, 21 501-20 of 36 200 V.', max_length=20, verbose_name='nummer'),
        ),
        migrations.AlterField(
            model_name='letter',
            name='slug',
            field=models.SlugField(editable=False, help_text='Het Kamerstuknummer (kst-36045-171), of anders het kenmerk.', max_length=80, verbose_name='adres'),
        ),
        migrations.AlterField(
            model_name='minister',
            name='slug',
            field=models.SlugField(help_text='Staat in het webadres; blijft altijd gelijk.', max_length=80, verbose_name='adres'),
        ),
        migrations.AddConstraint(
            model_name='dossier',
            constraint=models.UniqueConstraint(fields=('number', 'is_public_copy'), name='a_dossier_has_its_number_alone', violation_error_message='Er is al een dossier met dit nummer.'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.UniqueConstraint(fields=('slug', 'is_public_copy'), name='a_letter_has_an_address_alone', violation_error_message='Er is al een brief met dit adres.'),
        ),
        migrations.AddConstraint(
            model_name='minister',
            constraint=models.UniqueConstraint(fields=('slug', 'is_public_copy'), name='a_minister_has_an_address_alone', violation_error_message='Er is al een bewindspersoon met dit adres.'),
        ),
        migrations.AddField(
            model_name='historicaldossier',
            name='edited_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='bewerkt door'),
        ),
        migrations.AddField(
            model_name='historicaldossier',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicaldossier',
            name='working',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, help_text='Bij een openbare versie: de rij waarvan zij de goedgekeurde stand is. Leeg als die is verwijderd.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='letters.dossier', verbose_name='werkversie'),
        ),
        migrations.AddField(
            model_name='historicalletter',
            name='dossier',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='Het eerste dossier op de brief; daarbij hoort het nummer.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='letters.dossier', verbose_name='dossier'),
        ),
        migrations.AddField(
            model_name='historicalletter',
            name='edited_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='bewerkt door'),
        ),
        migrations.AddField(
            model_name='historicalletter',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalletter',
            name='working',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, help_text='Bij een openbare versie: de rij waarvan zij de goedgekeurde stand is. Leeg als die is verwijderd.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='letters.letter', verbose_name='werkversie'),
        ),
        migrations.AddField(
            model_name='historicalletter_other_dossiers',
            name='dossier',
            field=models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='letters.dossier'),
        ),
        migrations.AddField(
            model_name='historicalletter_other_dossiers',
            name='history',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to='letters.historicalletter'),
        ),
        migrations.AddField(
            model_name='historicalletter_other_dossiers',
            name='letter',
            field=models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='letters.letter'),
        ),
        migrations.AddField(
            model_name='historicalminister',
            name='edited_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='bewerkt door'),
        ),
        migrations.AddField(
            model_name='historicalminister',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalminister',
            name='working',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, help_text='Bij een openbare versie: de rij waarvan zij de goedgekeurde stand is. Leeg als die is verwijderd.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='letters.minister', verbose_name='werkversie'),
        ),
        migrations.AddField(
            model_name='historicalsignature',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalsignature',
            name='letter',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='letters.letter', verbose_name='brief'),
        ),
        migrations.AddField(
            model_name='historicalsignature',
            name='minister',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='letters.minister', verbose_name='bewindspersoon'),
        ),
    ]
