"""What superseded another commitment, begins by a change that ends it. The history tells it so too."""

from django.contrib.auth.management import create_permissions
from django.db import migrations


def let_the_same_people(apps, schema_editor):
    """Who may do something with commitments, may do the same with changes."""
    # Django makes permissions after the last migration; the groups need them now.
    app = apps.get_app_config("commitments")
    module = getattr(app, "models_module", None)
    app.models_module = module or True
    create_permissions(app, apps=apps, verbosity=0)
    app.models_module = module
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="commitments")
    for verb in ("view", "add", "change", "delete"):
        may, shall = (permissions.get(codename=f"{verb}_{model}") for model in ("commitment", "change"))
        for group in may.group_set.all():
            group.permissions.add(shall)
        for user in may.user_set.all():
            user.user_permissions.add(shall)


def make_changes(apps, schema_editor):
    """A Change for each successor, in its letter, of the working rows and of their public copies."""
    Commitment, Change, Affected = (apps.get_model("commitments", name) for name in ("Commitment", "Change", "Affected"))
    made, positions = {}, {}
    successors = Commitment.objects.filter(supersedes__isnull=False).select_related("supersedes")
    for row in successors.order_by("letter_id", "pk"):
        ended, taken = row.supersedes, list(row.moved_parts.order_by("pk").values_list("pk", flat=True))
        theirs = {*ended.parts.values_list("pk", flat=True), *ended.moved_parts.values_list("pk", flat=True)}
        position = positions[row.letter_id] = positions.get(row.letter_id, 0) + 1
        change = Change.objects.create(
            letter_id=row.letter_id,
            position=position,
            kind=kind_between(ended, row),
            rest_ends=bool(theirs - {*taken, row.pk}),
        )
        Affected.objects.create(change=change, commitment_id=ended.pk)
        for part in taken:
            Affected.objects.create(change=change, commitment_id=part, into_id=row.pk)
        Commitment.objects.filter(pk=row.pk).update(begun_by=change)
        made[row.pk, ended.pk] = change
    tell_in_history(apps, made)


def kind_between(before, after):
    """What a successor is of what it superseded, by what the two say."""
    if after.exclusion != before.exclusion:
        return "corrected"
    if after.amount_eur != before.amount_eur:
        return "raised" if after.amount_eur > before.amount_eur else "lowered"
    if (after.category_id, after.channel_id) != (before.category_id, before.channel_id):
        return "transferred"
    return "moved-in-time" if (after.year, after.end_year) != (before.year, before.end_year) else "corrected"


def tell_in_history(apps, made):
    """Each version that had a successor has its change: begun, with other parts, or gone, as the successor's record says."""
    history = apps.get_model("commitments", "HistoricalCommitment")
    records = {}
    for record in history.objects.order_by("history_id"):
        records.setdefault(record.id, []).append(record)
    for rows in records.values():
        if any(record.supersedes_id for record in rows):
            _tell(apps, history, rows, made)


def _tell(apps, history, rows, made):
    parts = apps.get_model("commitments", "HistoricalCommitment_moved_parts").objects
    now, told = None, ()  # (letter, ended) of the change that is there, and the parts that it took
    for record in rows:
        is_there = record.supersedes_id and record.history_type != "-"
        then = (record.letter_id, record.supersedes_id) if is_there else None
        taken = tuple(parts.filter(history_id=record.pk).order_by("to_commitment_id").values_list("to_commitment_id", flat=True))
        if now and then != now:
            _write(apps, _change(apps, record.id, now, made), record, "-", now, told)
        if then and (then != now or taken != told):
            change = _change(apps, record.id, then, made)
            _write(apps, change, record, "~" if then == now else "+", then, taken)
        if then:
            change = _change(apps, record.id, then, made)
            history.objects.filter(pk=record.pk).update(begun_by_id=change.pk)
        now, told = then, taken


def _change(apps, successor, then, made):
    """The change of this successor then; of one that is there no more a key that no other will get."""
    letter, ended = then
    there = made.get((successor, ended))
    if there is not None and there.letter_id == letter:
        return there
    if (successor, *then) not in made:
        gone = apps.get_model("commitments", "Change")(letter_id=letter, kind="corrected")
        gone.save()
        key = gone.pk
        gone.delete()
        gone.pk = key
        made[successor, *then] = gone
    return made[successor, *then]


def _write(apps, change, record, history_type, then, taken):
    told = apps.get_model("commitments", "HistoricalChange").objects.create(
        id=change.pk,
        letter_id=then[0],
        position=change.position,
        kind=change.kind,
        rest_ends=change.rest_ends,
        unit_version=record.unit_version,
        history_type=history_type,
        history_date=record.history_date,
        history_user_id=record.history_user_id,
        history_change_reason=record.history_change_reason,
    )
    into = {then[1]: None, **dict.fromkeys(taken, record.id)}
    apps.get_model("commitments", "HistoricalAffected").objects.bulk_create(
        apps.get_model("commitments", "HistoricalAffected")(
            id=0, history=told, change_id=change.pk, commitment_id=commitment, into_id=whole
        )
        for commitment, whole in into.items()
    )


NEW_NAMES = {"supersedes": "replaces", "moved_parts": "takes", "parts_stay": "rest_ends"}


def rename_in_intakes(apps, schema_editor):
    """What was typed in an intake that is not finished, or is kept, stays there under the new names of the fields."""
    intakes = apps.get_model("commitments", "Intake").objects
    for intake in intakes.order_by("pk").only("answers", "proposals", "changes").iterator(chunk_size=50):
        for row in intake.proposals.get("rows", ()):
            row["fields"] = {NEW_NAMES.get(name, name): one for name, one in row["fields"].items()}
        intakes.filter(pk=intake.pk).update(
            answers={renamed(name): value for name, value in intake.answers.items()},
            proposals=intake.proposals,
            changes={
                version: {renamed(name): value for name, value in fields.items()}
                for version, fields in intake.changes.items()
            },
        )


def renamed(name):
    prefix, dash, last = name.rpartition("-")
    return f"{prefix}{dash}{NEW_NAMES.get(last, last)}" if prefix.startswith("row-") else name


class Migration(migrations.Migration):

    dependencies = [
        ('commitments', '0018_changes'),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [
        migrations.RunPython(let_the_same_people, migrations.RunPython.noop),
        migrations.RunPython(make_changes, migrations.RunPython.noop),
        migrations.RunPython(rename_in_intakes, migrations.RunPython.noop),
    ]
