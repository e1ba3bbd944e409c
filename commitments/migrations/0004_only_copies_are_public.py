from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('commitments', '0003_public_copies'),
        ('letters', '0003_only_copies_are_public'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='commitment',
            constraint=models.CheckConstraint(condition=models.Q(('published_at__isnull', True), ('is_public_copy', True), _connector='OR'), name='only_the_public_copy_of_a_commitment_is_public', violation_error_message='Alleen een goedgekeurde versie is openbaar.'),
        ),
    ]
