"""What readers tell us, and which groups of staff see it and deal with it. Nobody adds a report by hand."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

MAY = {"lezer": ["view_report"], "redacteur": ["view_report", "change_report"]}
MAY["eindredacteur"] = MAY["redacteur"]


def let_staff_see_reports(apps, schema_editor):
    # Django makes permissions after the last migration; the groups need them now.
    app = apps.get_app_config("commitments")
    module = getattr(app, "models_module", None)
    app.models_module = module or True
    create_permissions(app, apps=apps, verbosity=0)
    app.models_module = module
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="commitments")
    for name, codenames in MAY.items():
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(*permissions.filter(codename__in=codenames))


class Migration(migrations.Migration):

    dependencies = [
        ('commitments', '0006_places_of_amounts'),
        ('auth', '0012_alter_user_first_name_max_length'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalReport',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('kind', models.CharField(choices=[('toezegging', 'toezegging'), ('brief', 'brief'), ('grafiek', 'grafiek'), ('pagina', 'andere pagina'), ('site', 'site als geheel')], default='site', max_length=10, verbose_name='soort')),
                ('title', models.CharField(help_text='Zoals het heette toen de melding kwam.', max_length=500, verbose_name='gaat over')),
                ('address', models.CharField(help_text='Met de filters van toen, en de plaats van de grafiek.', max_length=500, verbose_name='adres')),
                ('received_at', models.DateTimeField(db_index=True, verbose_name='ontvangen op')),
                ('state', models.CharField(choices=[('nieuw', 'nieuw'), ('in-behandeling', 'wordt bekeken'), ('correctie', 'leidde tot een correctie'), ('geen-correctie', 'geen correctie nodig'), ('spam', 'spam')], db_index=True, default='nieuw', max_length=14, verbose_name='stand')),
                ('mistake', models.TextField(blank=True, help_text='In eigen woorden. Openbaar als de melding tot een correctie leidde.', verbose_name='wat er niet klopte')),
                ('answer', models.TextField(blank=True, help_text='Openbaar als de melding tot een correctie leidde.', verbose_name='wat ermee is gedaan')),
                ('dealt_with_at', models.DateTimeField(editable=False, null=True, verbose_name='afgehandeld op')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('dealt_with_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='afgehandeld door')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical melding',
                'verbose_name_plural': 'historical meldingen',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('toezegging', 'toezegging'), ('brief', 'brief'), ('grafiek', 'grafiek'), ('pagina', 'andere pagina'), ('site', 'site als geheel')], default='site', max_length=10, verbose_name='soort')),
                ('title', models.CharField(help_text='Zoals het heette toen de melding kwam.', max_length=500, verbose_name='gaat over')),
                ('address', models.CharField(help_text='Met de filters van toen, en de plaats van de grafiek.', max_length=500, verbose_name='adres')),
                ('text', models.TextField(max_length=4000, verbose_name='melding')),
                ('email', models.EmailField(blank=True, help_text='Niet openbaar. Wordt gewist als de melding is afgehandeld, en in elk geval na 90 dagen.', max_length=254, verbose_name='e-mailadres')),
                ('sender', models.CharField(blank=True, editable=False, max_length=64, verbose_name='afzender')),
                ('received_at', models.DateTimeField(db_index=True, verbose_name='ontvangen op')),
                ('state', models.CharField(choices=[('nieuw', 'nieuw'), ('in-behandeling', 'wordt bekeken'), ('correctie', 'leidde tot een correctie'), ('geen-correctie', 'geen correctie nodig'), ('spam', 'spam')], db_index=True, default='nieuw', max_length=14, verbose_name='stand')),
                ('mistake', models.TextField(blank=True, help_text='In eigen woorden. Openbaar als de melding tot een correctie leidde.', verbose_name='wat er niet klopte')),
                ('answer', models.TextField(blank=True, help_text='Openbaar als de melding tot een correctie leidde.', verbose_name='wat ermee is gedaan')),
                ('dealt_with_at', models.DateTimeField(editable=False, null=True, verbose_name='afgehandeld op')),
                ('dealt_with_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='afgehandeld door')),
            ],
            options={
                'verbose_name': 'melding',
                'verbose_name_plural': 'meldingen',
                'ordering': ['-received_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'correctie'), _negated=True), models.Q(models.Q(('mistake', ''), _negated=True), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='a_correction_says_what_was_wrong_and_what_was_done', violation_error_message='Een melding die tot een correctie leidde wordt openbaar: schrijf op wat er niet klopte en wat ermee is gedaan.'), models.CheckConstraint(condition=models.Q(models.Q(('dealt_with_at__isnull', True), ('state__in', ['nieuw', 'in-behandeling'])), models.Q(('dealt_with_at__isnull', False), ('email', ''), ('state__in', ['correctie', 'geen-correctie', 'spam'])), _connector='OR'), name='a_report_that_is_dealt_with_has_a_date_and_no_email_address', violation_error_message='Een afgehandelde melding heeft een datum, en geen e-mailadres meer.')],
            },
        ),
        migrations.RunPython(let_staff_see_reports, migrations.RunPython.noop),
    ]
