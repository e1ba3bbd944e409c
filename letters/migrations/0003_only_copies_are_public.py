from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('commitments', '0003_public_copies'),
        ('letters', '0002_editions_and_history'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(('published_at__isnull', True), ('is_public_copy', True), _connector='OR'), name='only_the_public_copy_of_a_letter_is_public', violation_error_message='Alleen een goedgekeurde versie is openbaar.'),
        ),
    ]
