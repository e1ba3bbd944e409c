"""What was withdrawn becomes one kind of correction: what was changed and added is told at the same place."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('commitments', '0010_writers_of_intakes'),
    ]

    operations = [
        migrations.RenameModel('Withdrawal', 'Correction'),
        migrations.RenameField('correction', 'withdrawn_by', 'made_by'),
        migrations.RenameField('correction', 'withdrawn_at', 'made_at'),
        migrations.RenameField('correction', 'amount_eur', 'before_eur'),
        migrations.AddField('correction', 'what', models.CharField(max_length=14, default='teruggetrokken'), preserve_default=False),
        migrations.AlterModelOptions(
            name='correction',
            options={'ordering': ['-pk'], 'verbose_name': 'correctie', 'verbose_name_plural': 'correcties'},
        ),
        migrations.AddField(
            model_name='correction',
            name='after',
            field=models.TextField(blank=True, verbose_name='wat er nu staat'),
        ),
        migrations.AddField(
            model_name='correction',
            name='after_eur',
            field=models.BigIntegerField(help_text="In hele euro's.", null=True, verbose_name='bedrag dat er nu staat'),
        ),
        migrations.AddField(
            model_name='correction',
            name='before',
            field=models.TextField(blank=True, verbose_name='wat er stond'),
        ),
        migrations.AddField(
            model_name='correction',
            name='field',
            field=models.CharField(blank=True, choices=[('title', 'titel'), ('amount_eur', 'bedrag'), ('precision', 'nauwkeurigheid'), ('period', 'jaar of periode'), ('period_note', 'periode in woorden'), ('category', 'categorie'), ('channel', 'kanaal'), ('stage', 'fase'), ('finance_type', 'soort'), ('exclusion', 'telt niet mee, omdat'), ('part_of', 'onderdeel van'), ('supersedes', 'vervangt'), ('on_top_of', 'komt boven op'), ('moved_parts', 'onderdelen die meegaan'), ('letter', 'brief'), ('quote', 'citaat'), ('note', 'toelichting'), ('designation', 'nummer'), ('kind', 'soort document'), ('reference', 'kenmerk'), ('date', 'datum'), ('short_title', 'korte naam'), ('dossiers', 'dossiers'), ('signatures', 'ondertekening')], help_text='Leeg als niet één veld veranderde.', max_length=12, verbose_name='veld'),
        ),
        migrations.AddField(
            model_name='correction',
            name='letter_slug',
            field=models.SlugField(blank=True, max_length=80, verbose_name='adres van de brief'),
        ),
        migrations.AlterField(
            model_name='correction',
            name='before_eur',
            field=models.BigIntegerField(help_text="In hele euro's; bij een teruggetrokken brief wat zij meetelde.", null=True, verbose_name='bedrag dat er stond'),
        ),
        migrations.AlterField(
            model_name='correction',
            name='made_at',
            field=models.DateTimeField(verbose_name='op'),
        ),
        migrations.AlterField(
            model_name='correction',
            name='made_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='door'),
        ),
        migrations.AlterField(
            model_name='correction',
            name='what',
            field=models.CharField(choices=[('gewijzigd', 'gewijzigd'), ('toegevoegd', 'toegevoegd'), ('teruggetrokken', 'teruggetrokken')], max_length=14, verbose_name='wat'),
        ),
        migrations.AddIndex(
            model_name='correction',
            index=models.Index(fields=['kind', 'slug'], name='correction_of_what'),
        ),
    ]
