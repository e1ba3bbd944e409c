"""What is public before there were two editions becomes the public copy of a working row; both say the same."""

from django.db import migrations
from django.utils import timezone

NAMES = [("letters", "Dossier"), ("letters", "Minister"), ("commitments", "Category"), ("commitments", "Channel")]
ALL = [*NAMES, ("letters", "Letter"), ("letters", "Signature"), ("commitments", "Commitment"), ("commitments", "Mention")]
REASON = "De stand bij het begin van de geschiedenis"


def fields_of(row, **links):
    own = {"id", "is_public_copy", "working"}
    return {
        field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if field.name not in own
    } | links


def copy(row, **links):
    model = type(row)
    return model.objects.create(**fields_of(row, **links), is_public_copy=True, working=row)


def make_copies(apps, schema_editor):
    models = {name: apps.get_model(app, name) for app, name in ALL}
    copies = {name: {} for name in models}

    def name_of(name, pk):
        """The copy of a name, made where it is first used."""
        if pk is not None and pk not in copies[name]:
            copies[name][pk] = copy(models[name].objects.get(pk=pk))
        return pk and copies[name][pk].pk

    for letter in models["Letter"].objects.filter(published_at__isnull=False):
        twin = copies["Letter"][letter.pk] = copy(letter, dossier_id=name_of("Dossier", letter.dossier_id))
        twin.other_dossiers.set([name_of("Dossier", dossier.pk) for dossier in letter.other_dossiers.all()])
        for signature in models["Signature"].objects.filter(letter=letter):
            links = {"letter_id": twin.pk, "minister_id": name_of("Minister", signature.minister_id)}
            models["Signature"].objects.create(**_without_key(signature), **links)
    public = models["Commitment"].objects.filter(published_at__isnull=False, letter__published_at__isnull=False)
    public = list(public)
    for row in public:
        copies["Commitment"][row.pk] = copy(
            row,
            letter_id=copies["Letter"][row.letter_id].pk,
            category_id=name_of("Category", row.category_id),
            channel_id=name_of("Channel", row.channel_id),
            part_of_id=None,
            supersedes_id=None,
        )
    for row in public:
        twin = copies["Commitment"][row.pk]
        twin.part_of = copies["Commitment"].get(row.part_of_id)
        twin.supersedes = copies["Commitment"].get(row.supersedes_id)
        twin.save()
        moved = row.moved_parts.filter(pk__in=copies["Commitment"])
        twin.moved_parts.set([copies["Commitment"][part.pk] for part in moved])
    for mention in models["Mention"].objects.filter(letter__in=copies["Letter"]):
        if mention.commitment_id is None or mention.commitment_id in copies["Commitment"]:
            commitment = copies["Commitment"].get(mention.commitment_id)
            links = {"letter_id": copies["Letter"][mention.letter_id].pk, "commitment_id": commitment and commitment.pk}
            models["Mention"].objects.create(**_without_key(mention), **links)
    for name in ("Letter", "Commitment"):
        models[name].objects.filter(is_public_copy=False).update(published_at=None)
    begin_history(apps, models)


def _without_key(row):
    gone = {"id", "letter_id", "minister_id", "commitment_id"}
    return {name: value for name, value in fields_of(row).items() if name not in gone}


def begin_history(apps, models):
    now = timezone.now()
    for app, name in ALL:
        history = apps.get_model(app, f"Historical{name}")
        editions = "letter__is_public_copy" if name in ("Signature", "Mention") else "is_public_copy"
        for row in models[name].objects.filter(**{editions: False}):
            record = history.objects.create(
                **{field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields},
                history_date=now,
                history_type="+",
                history_change_reason=REASON,
            )
            for link in row._meta.many_to_many:
                through = apps.get_model(app, f"Historical{name}_{link.name}")
                parts = link.remote_field.through.objects.filter(**{link.m2m_field_name(): row.pk})
                for part in parts:
                    columns = {field.attname: getattr(part, field.attname) for field in part._meta.concrete_fields}
                    through.objects.create(**columns, history_id=record.pk)


def take_copies_away(apps, schema_editor):
    """Back to one edition: what is public is the working row, as it is now."""
    for name in ("Letter", "Commitment"):
        model = apps.get_model("letters" if name == "Letter" else "commitments", name)
        for twin in model.objects.filter(is_public_copy=True, working__isnull=False):
            model.objects.filter(pk=twin.working_id).update(published_at=twin.published_at)
    copies = {"is_public_copy": True}
    apps.get_model("commitments", "Mention").objects.filter(letter__is_public_copy=True).delete()
    commitments = apps.get_model("commitments", "Commitment").objects.filter(**copies)
    commitments.update(part_of=None, supersedes=None)
    commitments.delete()
    apps.get_model("letters", "Letter").objects.filter(**copies).delete()
    for app, name in NAMES:
        apps.get_model(app, name).objects.filter(**copies).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("commitments", "0002_editions_and_history"),
        ("letters", "0002_editions_and_history"),
    ]
    operations = [migrations.RunPython(make_copies, take_copies_away)]
