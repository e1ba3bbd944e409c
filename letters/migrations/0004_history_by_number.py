from django.db import migrations, models

import ukrainesteun.editions.models


class Migration(migrations.Migration):

    dependencies = [
        ('letters', '0003_only_copies_are_public'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalsignature',
            name='unit_version',
            field=models.PositiveIntegerField(default=ukrainesteun.editions.models.version_being_saved, editable=False, verbose_name='versie'),
        ),
    ]
