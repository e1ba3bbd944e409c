"""Where each amount stands in the text of its letter is kept with the mention, for the letters that are there too."""

from django.db import migrations, models

from commitments.ledger.places import find_places


def find_amounts(apps, schema_editor):
    """Searched by the program as it is now, for the ledger must agree with that."""
    Letter, Mention = apps.get_model("letters", "Letter"), apps.get_model("commitments", "Mention")
    written = Mention.objects.exclude(letter__text="").order_by("letter_id").values_list("letter_id", flat=True)
    for letter in Letter.objects.filter(pk__in=list(written.distinct())).only("text").iterator(chunk_size=20):
        places = find_places(Mention.objects.filter(letter=letter).order_by("position", "pk"), letter.text)
        for start, end, mention in places:
            mention.start, mention.end = start, end
        Mention.objects.bulk_update([mention for *_, mention in places], ["start", "end"], batch_size=200)


class Migration(migrations.Migration):

    dependencies = [
        ('commitments', '0005_roles'),
        ('letters', '0003_only_copies_are_public'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalmention',
            name='end',
            field=models.PositiveIntegerField(editable=False, null=True, verbose_name='eindigt voor teken'),
        ),
        migrations.AddField(
            model_name='historicalmention',
            name='start',
            field=models.PositiveIntegerField(editable=False, help_text='Waar het bedrag in de tekst van de brief staat.', null=True, verbose_name='begint op teken'),
        ),
        migrations.AddField(
            model_name='mention',
            name='end',
            field=models.PositiveIntegerField(editable=False, null=True, verbose_name='eindigt voor teken'),
        ),
        migrations.AddField(
            model_name='mention',
            name='start',
            field=models.PositiveIntegerField(editable=False, help_text='Waar het bedrag in de tekst van de brief staat.', null=True, verbose_name='begint op teken'),
        ),
        migrations.AddConstraint(
            model_name='mention',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('end__isnull', True), ('start__isnull', True)), models.Q(('end__isnull', False), ('start__isnull', False), ('start__lt', models.F('end'))), _connector='OR'), name='a_place_in_the_text_begins_before_it_ends', violation_error_message='Een plaats in de tekst begint voor zij eindigt.'),
        ),
        migrations.RunPython(find_amounts, migrations.RunPython.noop),
    ]
