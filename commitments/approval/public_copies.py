"""The public copy of a working row: made when it is first approved, renewed at every approval, never edited.

A copy has the facts of its working row and the links of its own edition: to other public copies. It is not in the
history; its version says which version of the working row it is.
"""

from datetime import datetime
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db.models import F, Model, Q, QuerySet

from commitments.models import Commitment
from letters.models import Dossier, Letter
from ukrainesteun.editions.models import Edition, Unit, facts_in

UnitT = TypeVar("UnitT", bound=Unit)
EditionT = TypeVar("EditionT", bound=Edition)


def renew_name(name: UnitT, by: User | None, now: datetime) -> UnitT:
    """The public copy of a dossier, minister, category or channel, as it is now."""
    return _renew(name, version=name.version, edited_by=by, edited_at=now)


def copy_of_name(name: UnitT, by: User | None, now: datetime) -> UnitT:
    """The public copy of a name that is used; made now if there is none. A later change of it is approved on its own."""
    return _copy_in_use(name) or renew_name(name, by, now)


def renew_letter(letter: Letter, by: User | None, now: datetime) -> Letter:
    """The public copy of a letter with its dossiers and signatures, as they are now."""
    published_at = letter.public_copy and letter.public_copy.published_at
    copy = _renew(
        letter,
        dossier=letter.dossier and copy_of_name(letter.dossier, by, now),
        published_at=published_at or now,
        version=letter.version,
        edited_by=by,
        edited_at=now,
    )
    copy.other_dossiers.set([copy_of_name(dossier, by, now) for dossier in letter.other_dossiers.all()])
    copy.signatures.all().delete()
    for signature in letter.signatures.select_related("minister"):
        copy.signatures.create(**facts(signature), minister=copy_of_name(signature.minister, by, now))
    return copy


def renew_commitments(letter: Letter, copy: Letter, by: User | None, now: datetime) -> list[Commitment]:
    """The public copies of a letter's commitments, linked to each other and to copies in other letters."""
    rows = list(letter.commitments.select_related("public", "category", "channel"))
    # First all free: two may have changed places, or one may have been entered again in another letter.
    left_behind = Q(working=None, slug__in=[row.slug for row in rows])
    own = Commitment.objects.public_copies().filter(Q(working__in=rows) | left_behind)
    own.update(**dict.fromkeys(Commitment.LINKS))
    for row in rows:
        published_at = row.public_copy and row.public_copy.published_at
        _renew(
            row,
            letter=copy,
            category=copy_of_name(row.category, by, now),
            channel=row.channel and copy_of_name(row.channel, by, now),
            published_at=published_at or now,
        )
    for row in rows:
        twin = row.public_copy
        for link in Commitment.LINKS:
            setattr(twin, link, copy_of_commitment(getattr(row, f"{link}_id")))
        twin.save(update_fields=Commitment.LINKS)
        twin.moved_parts.set(Commitment.objects.filter(working__in=row.moved_parts.all()))
        twin.moved_to.add(*_public_takers(row))
    return [row.public_copy for row in rows]


def _public_takers(part: Commitment) -> QuerySet[Commitment]:
    """The public successors elsewhere that took this part along: they lost it if its letter was withdrawn meanwhile."""
    taken = part.moved_to.filter(letter__version=F("letter__public__version"))  # as approved, not as edited since
    return Commitment.objects.filter(working__in=taken, published_at__isnull=False)


def renew_mentions(letter: Letter, copy: Letter) -> None:
    copy.mentions.all().delete()
    for mention in letter.mentions.all():
        copy.mentions.create(**facts(mention), commitment=copy_of_commitment(mention.commitment_id))


def copy_of_commitment(pk: int | None) -> Commitment | None:
    return Commitment.objects.filter(working=pk).first() if pk else None


def hide_commitments(copies: QuerySet[Commitment]) -> None:
    """Takes these copies out of public sight, and out of the sums and successions of what stays."""
    for copy in copies:
        copy.moved_parts.clear()
        copy.moved_to.clear()
    copies.model.objects.filter(pk__in=[copy.pk for copy in copies]).update(
        published_at=None, **dict.fromkeys(Commitment.LINKS)
    )


def facts(row: Model) -> dict[str, Any]:
    """What a working row says of itself: its fields that are no links and do not belong to its edition."""
    return {field.attname: getattr(row, field.attname) for field in facts_in(type(row)) if not field.is_relation}


def has_strayed(unit: Unit) -> bool:
    """Whether the public copy of the approved version of this unit says something else than that version: by accident,
    for approving makes them the same."""
    copy = unit.public_copy
    return copy is not None and unit.is_approved and _all_facts(copy) != _all_facts(unit)


def _all_facts(unit: Any) -> list[dict[str, Any]]:
    rows = [unit]
    if isinstance(unit, Letter):
        commitments = unit.commitments.select_related("category", "channel", *Commitment.LINKS).order_by("slug")
        rows += unit.signatures.select_related("minister").order_by("position", "office", "minister__slug")
        rows += commitments.filter(published_at__isnull=False) if unit.is_public_copy else commitments
        rows += unit.mentions.select_related("commitment").order_by("position", "start", "amount_as_written")
    return [facts(row) | _links(row) for row in rows]


def _links(row: Model) -> dict[str, int | None]:
    """The keys of the working rows to which this row or its public copy is linked."""
    links = {field.name: getattr(row, field.name) for field in facts_in(type(row)) if field.is_relation}
    return {name: other and (other.working_id if other.is_public_copy else other.pk) for name, other in links.items()}


def _renew(row: EditionT, **fields: object) -> EditionT:
    """Saves the public copy of this row with its facts and these fields, and returns it."""
    copy: EditionT = _copy_in_use(row) or _left_behind(row) or type(row)(is_public_copy=True)
    for name, value in (facts(row) | fields | {"working": row}).items():
        setattr(copy, name, value)
    copy.save()
    return copy


def _copy_in_use(row: EditionT) -> EditionT | None:
    """Asked of the database: two rows may hold the same name, and only one of them knows of a copy made just now."""
    return type(row)._default_manager.filter(working=row.pk).first()


def _left_behind(row: Any) -> Any:
    """The copy of a row that was deleted: who enters it anew gets its address back."""
    address = {"number": row.number} if isinstance(row, Dossier) else {"slug": row.slug}
    return type(row).objects.public_copies().filter(working=None, **address).first()
