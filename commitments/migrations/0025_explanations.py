"""Explanations of contradictions, and which groups of staff see them and write them; who approves letters approves them."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

MAY = {"lezer": ["view_explanation"], "redacteur": ["view_explanation", "add_explanation", "change_explanation"]}
MAY["eindredacteur"] = MAY["redacteur"]


def let_staff_explain(apps, schema_editor):
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
        ('commitments', '0024_what_a_verdict_needs'),
        ('letters', '0004_history_by_number'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalExplanation',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('key', models.CharField(db_index=True, editable=False, max_length=64, verbose_name='kenmerk')),
                ('about', models.TextField(editable=False, help_text='De tegenspraak, zoals die was toen dit werd geschreven.', verbose_name='gaat over')),
                ('text', models.TextField(help_text='Waar het verschil vandaan komt. Openbaar.', max_length=1000, verbose_name='toelichting')),
                ('quote', models.CharField(help_text='Het letterlijke fragment waaruit dat blijkt.', max_length=600, verbose_name='citaat')),
                ('written_at', models.DateTimeField(editable=False, verbose_name='geschreven op')),
                ('public_text', models.TextField(blank=True, editable=False, verbose_name='openbare toelichting')),
                ('public_quote', models.CharField(blank=True, editable=False, max_length=600, verbose_name='openbaar citaat')),
                ('approved_at', models.DateTimeField(editable=False, null=True, verbose_name='goedgekeurd op')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('approved_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='goedgekeurd door')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('letter', models.ForeignKey(blank=True, db_constraint=False, help_text='De openbare brief waarin het citaat staat.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='letters.letter', verbose_name='staat in')),
                ('public_letter', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='letters.letter', verbose_name='openbaar: staat in')),
                ('written_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='geschreven door')),
            ],
            options={
                'verbose_name': 'historical toelichting bij een tegenspraak',
                'verbose_name_plural': 'historical toelichtingen bij tegenspraak',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Explanation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(editable=False, max_length=64, unique=True, verbose_name='kenmerk')),
                ('about', models.TextField(editable=False, help_text='De tegenspraak, zoals die was toen dit werd geschreven.', verbose_name='gaat over')),
                ('text', models.TextField(help_text='Waar het verschil vandaan komt. Openbaar.', max_length=1000, verbose_name='toelichting')),
                ('quote', models.CharField(help_text='Het letterlijke fragment waaruit dat blijkt.', max_length=600, verbose_name='citaat')),
                ('written_at', models.DateTimeField(editable=False, verbose_name='geschreven op')),
                ('public_text', models.TextField(blank=True, editable=False, verbose_name='openbare toelichting')),
                ('public_quote', models.CharField(blank=True, editable=False, max_length=600, verbose_name='openbaar citaat')),
                ('approved_at', models.DateTimeField(editable=False, null=True, verbose_name='goedgekeurd op')),
                ('approved_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='goedgekeurd door')),
                ('letter', models.ForeignKey(help_text='De openbare brief waarin het citaat staat.', on_delete=django.db.models.deletion.PROTECT, related_name='explanations', to='letters.letter', verbose_name='staat in')),
                ('public_letter', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='letters.letter', verbose_name='openbaar: staat in')),
                ('written_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='geschreven door')),
            ],
            options={
                'verbose_name': 'toelichting bij een tegenspraak',
                'verbose_name_plural': 'toelichtingen bij tegenspraak',
                'ordering': ['-written_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('approved_at__isnull', True), models.Q(('public_text', ''), ('public_quote', ''), ('public_letter', None), _connector='OR', _negated=True), _connector='OR'), name='an_explanation_that_is_public_has_a_quote_and_a_letter', violation_error_message='Een openbare toelichting heeft een citaat, en een brief waarin dat staat.')],
            },
        ),
        migrations.RunPython(let_staff_explain, migrations.RunPython.noop),
    ]
