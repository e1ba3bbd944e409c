"""Each record of the history gets the version to which it belongs. So far the clock told: one last time it is asked."""

from bisect import bisect_right

from django.db import migrations, models

import ukrainesteun.editions.models

ROWS = [("letters", "HistoricalSignature"), ("commitments", "HistoricalCommitment"), ("commitments", "HistoricalMention")]


def number_history(apps, schema_editor):
    versions = {}  # of each letter: (when it got this version, the version), in order of time
    letters = apps.get_model("letters", "HistoricalLetter").objects.order_by("history_date", "history_id")
    for pk, version, date in letters.values_list("id", "version", "history_date"):
        known = versions.setdefault(pk, [])
        if not known or version > known[-1][1]:
            known.append((date, version))
    for app, name in ROWS:
        history = apps.get_model(app, name).objects
        for record in history.only("letter_id", "history_date"):
            number = version_at(versions.get(record.letter_id, []), record.history_date)
            history.filter(pk=record.pk).update(unit_version=number)
        note_departures(history, versions)


def version_at(known, date):
    place = bisect_right(known, date, key=lambda one: one[0])
    return known[max(place - 1, 0)][1] if known else 1


def note_departures(history, versions):
    """A row that went to another letter was in the first one until it was saved with the second."""
    last = {}  # of each row: its last record in each letter, in order
    for record in history.order_by("history_id"):
        ofrow = last.setdefault(record.id, {})
        ofrow.pop(record.letter_id, None)
        ofrow[record.letter_id] = record
    for records in last.values():
        for record, following in zip(list(records.values()), list(records.values())[1:]):
            if record.history_type != "-":
                record.pk, record.history_type = None, "-"
                record.history_date, record.history_user_id = following.history_date, following.history_user_id
                record.unit_version = version_at(versions.get(record.letter_id, []), following.history_date)
                record.save(force_insert=True)


def forget_departures(apps, schema_editor):
    """Nothing to do: without its version a departure reads as the row's last record in that letter."""


class Migration(migrations.Migration):

    dependencies = [
        ('commitments', '0008_on_top_of'),
        ('letters', '0004_history_by_number'),
    ]

    operations = [
        *(
            migrations.AddField(
                model_name=name,
                name='unit_version',
                field=models.PositiveIntegerField(default=ukrainesteun.editions.models.version_being_saved, editable=False, verbose_name='versie'),
            )
            for name in ('historicalcommitment', 'historicalmention')
        ),
        migrations.RunPython(number_history, forget_departures),
    ]
