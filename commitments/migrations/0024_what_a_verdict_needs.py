from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('commitments', '0023_what_context_was'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='mention',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('commitment__isnull', False), ('verdict__in', ['states', 'repeats', 'sums', 'changes'])), models.Q(('commitment__isnull', True), ('verdict__in', ['outcome', 'others', 'ceiling', 'need', 'motion', 'other', 'not-money'])), _connector='OR'), name='a_verdict_has_a_commitment_only_if_it_needs_one', violation_error_message='Kies bij “noemt”, “herhaalt”, “telt op” en “noemt een verschil” de toezegging; laat haar bij elk ander oordeel leeg.'),
        ),
        migrations.AddConstraint(
            model_name='mention',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome__isnull', False), ('verdict', 'outcome')), models.Q(models.Q(('verdict', 'outcome'), _negated=True), ('outcome__isnull', True)), _connector='OR'), name='a_verdict_has_an_outcome_only_if_it_needs_one', violation_error_message='Kies bij “zegt wat ervan kwam” de uitkomst; laat haar bij elk ander oordeel leeg.'),
        ),
    ]
