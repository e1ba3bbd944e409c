from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('commitments', '0019_changes_from_successors'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='historicalcommitment_moved_parts',
            name='from_commitment',
        ),
        migrations.RemoveField(
            model_name='historicalcommitment_moved_parts',
            name='history',
        ),
        migrations.RemoveField(
            model_name='historicalcommitment_moved_parts',
            name='to_commitment',
        ),
        migrations.RemoveConstraint(
            model_name='commitment',
            name='a_commitment_has_at_most_one_successor',
        ),
        migrations.RemoveConstraint(
            model_name='commitment',
            name='a_commitment_does_not_supersede_itself',
        ),
        migrations.RemoveField(
            model_name='commitment',
            name='moved_parts',
        ),
        migrations.RemoveField(
            model_name='commitment',
            name='supersedes',
        ),
        migrations.RemoveField(
            model_name='historicalcommitment',
            name='supersedes',
        ),
        migrations.DeleteModel(
            name='HistoricalCommitment_moved_parts',
        ),
    ]
