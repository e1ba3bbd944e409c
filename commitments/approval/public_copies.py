"""The public copy of a working row: made when it is first approved, renewed at every approval, never edited.

A copy has the facts of its working row and the links of its own edition: to other public copies. It is not in the
history; its version says which version of the working row it is.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db.models import F, Model, Q, QuerySet

from commitments.models import Affected, Change, Commitment, Mention, Outcome
from letters.models import Dossier, Letter, Signature
from ukrainesteun.editions.models import Edition, Unit, facts_in

UnitT = TypeVar("UnitT", bound=Unit)
EditionT = TypeVar("EditionT", bound=Edition)


def renew_name(name: UnitT, by: User | None, now: datetime) -> UnitT:
    """The public copy of a dossier, minister, category or channel, as it is now."""
    return _renew(name, version=name.version, edited_by=by, edited_at=now)


def copies_of_names(names: Iterable[Unit], by: User | None, now: datetime) -> dict[Unit | None, Any]:
    """The public copy of each of these names that are used; made now if there is none. A later change of a name is
    approved on its own."""
    copies: dict[Unit | None, Any] = {}
    of_kind: dict[Any, list[Unit]] = defaultdict(list)
    for name in dict.fromkeys(names):
        of_kind[type(name)].append(name)
    for model, used in of_kind.items():
        address, said = _address(used[0]), {"edited_by": by, "edited_at": now}
        left_behind = Q(
            working=None, is_public_copy=True, **{f"{address}__in": [getattr(one, address) for one in used]}
        )
        there = list(model.objects.filter(Q(working__in=used) | left_behind))
        in_use = {copy.working_id: copy for copy in there if copy.working_id}
        again = {getattr(copy, address): copy for copy in there if not copy.working_id}
        for one in used:
            copy = copies[one] = in_use.get(one.pk) or again.get(getattr(one, address)) or model(is_public_copy=True)
            if copy.working_id is None:
                _say(copy, facts(one) | said | {"working": one, "version": one.version})
        for copy in again.values():
            copy.save()
        model.objects.bulk_create(copies[one] for one in used if copies[one].pk is None)  # copies have no history
    return copies


def renew(
    letter: Letter, gone: QuerySet[Commitment], by: User | None, now: datetime
) -> tuple[Letter, list[Commitment]]:
    """The public copies of a letter and of its commitments, without these public ones that its version no longer has."""
    copy = renew_letter(letter, by, now)
    hide_commitments(gone)
    return copy, renew_commitments(letter, copy, by, now)


def renew_letter(letter: Letter, by: User | None, now: datetime) -> Letter:
    """The public copy of a letter with its dossiers and signatures, as they are now."""
    published_at = letter.public_copy and letter.public_copy.published_at
    others, signatures = letter.other_dossiers.all(), letter.signatures.select_related("minister")
    dossiers = [one for one in (letter.dossier, *others) if one]
    names = copies_of_names([*dossiers, *(one.minister for one in signatures)], by, now)
    copy = _renew(
        letter,
        dossier=names.get(letter.dossier),
        published_at=published_at or now,
        version=letter.version,
        edited_by=by,
        edited_at=now,
    )
    copy.other_dossiers.set([names[dossier] for dossier in others])
    copy.signatures.all().delete()
    Signature.objects.bulk_create(
        Signature(**facts(one), letter=copy, minister=names[one.minister]) for one in signatures
    )
    return copy


def renew_commitments(letter: Letter, copy: Letter, by: User | None, now: datetime) -> list[Commitment]:
    """The public copies of a letter's commitments, linked to each other and to copies in other letters."""
    rows = list(letter.commitments.select_related("public", "category", "channel"))
    # First all free: two may have changed places, or one may have been entered again in another letter.
    left_behind = Q(working=None, slug__in=[row.slug for row in rows])
    own = list(Commitment.objects.public_copies().filter(Q(working__in=rows) | left_behind))
    _let_go(own)
    changes = _renew_changes(letter, copy)
    names = copies_of_names((name for row in rows for name in (row.category, row.channel) if name), by, now)
    twins = _renew_rows(rows, own, copy, names, now)
    linked = {link for row in rows for name in Commitment.LINKS if (link := getattr(row, f"{name}_id"))}
    others = Commitment.objects.filter(working__in=linked).select_related("letter").defer("letter__text")
    copies = {one.working_id: one for one in [*others, *twins]}
    for row, twin in zip(rows, twins, strict=True):
        twin.begun_by = changes.get(row.begun_by_id)
        for link in Commitment.LINKS:
            setattr(twin, link, copies.get(getattr(row, f"{link}_id")))
    Commitment.objects.bulk_update(filter(_is_linked, twins), ["begun_by", *Commitment.LINKS])
    _renew_affected(letter, rows)
    return twins


def _renew_rows(
    rows: list[Commitment], own: list[Commitment], letter: Letter, names: dict[Any, Any], now: datetime
) -> list[Commitment]:
    """The copies of these rows, without what links them; `own` are those that are there. Only what differs is saved."""
    in_use = {one.working_id: one for one in own if one.working_id}
    left_behind = {one.slug: one for one in own if not one.working_id}
    twins: list[Commitment] = []
    new: list[Commitment] = []
    other: list[Commitment] = []
    differing: set[str] = set()
    for row in rows:
        twin = in_use.get(row.pk) or left_behind.get(row.slug) or Commitment(is_public_copy=True)
        was = {**vars(twin)}
        said = facts(row) | {"letter": letter, "category": names[row.category]}
        published_at = row.public_copy.published_at if row.public_copy else None
        said |= {"channel": row.channel and names[row.channel], "published_at": published_at or now, "working": row}
        _say(twin, said)
        if twin.pk is None:
            new.append(twin)
        elif differ := {
            field.name for field in twin._meta.concrete_fields if was[field.attname] != getattr(twin, field.attname)
        }:
            other.append(twin)
            differing |= differ
        twins.append(twin)
    Commitment.objects.bulk_create(new)  # copies have no history
    if other:
        Commitment.objects.bulk_update(other, sorted(differing))
    return twins


def _let_go(copies: list[Commitment]) -> None:
    linked, free = [one.pk for one in copies if _is_linked(one)], dict.fromkeys(("begun_by", *Commitment.LINKS))
    if linked:
        Commitment.objects.filter(pk__in=linked).update(**free)
    for one in copies:
        _say(one, free)


def _is_linked(twin: Commitment) -> bool:
    return any(getattr(twin, f"{name}_id") for name in ("begun_by", *Commitment.LINKS))


def _renew_changes(letter: Letter, copy: Letter) -> dict[int | None, Change]:
    """The public copies of a letter's changes, by the key of the change that is worked on."""
    copy.changes.all().delete()
    changes = list(letter.changes.all())
    made = Change.objects.bulk_create(Change(letter=copy, **facts(change)) for change in changes)
    return {change.pk: one for change, one in zip(changes, made, strict=True)}


def _renew_affected(letter: Letter, rows: list[Commitment]) -> None:
    """What the public changes of this letter affect; and the changes elsewhere that affect its commitments and are public:
    they lost these if their letter was withdrawn meanwhile."""
    as_approved = Q(change__letter__version=F("change__letter__public__version"))  # not as edited since
    theirs = Q(as_approved, commitment__in=rows, change__letter__public__published_at__isnull=False)
    found = Affected.objects.filter(Q(change__letter=letter) | theirs, change__letter__is_public_copy=False)
    working = list(found.select_related("change").order_by("pk"))
    changes = Change.objects.filter(letter__working__in={row.change.letter_id for row in working}).order_by("-pk")
    public = {(of, at): pk for of, at, pk in changes.values_list("letter__working", "position", "pk")}  # the first
    twins = _keys_of_copies(pk for row in working for pk in (row.commitment_id, row.into_id))
    there = set(Affected.objects.filter(change__in=public.values()).values_list("change", "commitment"))
    new: dict[tuple[int, int], Affected] = {}
    for row in working:
        change, twin = public.get((row.change.letter_id, row.change.position)), twins.get(row.commitment_id)
        into = twins.get(row.into_id)
        if change and twin and (into or row.into_id is None) and (change, twin) not in there | new.keys():
            new[change, twin] = Affected(change_id=change, commitment_id=twin, into_id=into)
    Affected.objects.bulk_create(new.values())


def renew_mentions(letter: Letter, copy: Letter, by: User | None, now: datetime) -> None:
    """The public copies of a letter's mentions, and of the outcomes that they tell."""
    copy.mentions.all().delete()
    outcomes = _renew_outcomes(letter, copy, by, now)
    mentions = list(letter.mentions.all())
    twins = _keys_of_copies(one.commitment_id for one in mentions)
    Mention.objects.bulk_create(
        Mention(
            **facts(one),
            letter=copy,
            commitment_id=twins.get(one.commitment_id),
            outcome=outcomes.get(one.outcome_id),
        )
        for one in mentions
    )


def _renew_outcomes(letter: Letter, copy: Letter, by: User | None, now: datetime) -> dict[int | None, Outcome]:
    """The public copies of a letter's outcomes, by the key of the outcome that is worked on."""
    copy.outcomes.all().delete()
    outcomes = list(letter.outcomes.select_related("category"))
    names = copies_of_names((one.category for one in outcomes if one.category), by, now)
    new = [Outcome(**facts(one), letter=copy, category=names.get(one.category)) for one in outcomes]
    made: dict[int | None, Outcome] = {
        one.pk: twin for one, twin in zip(outcomes, Outcome.objects.bulk_create(new), strict=True)
    }
    about = Outcome.commitments.through.objects
    rows = about.filter(outcome__in=outcomes, commitment__public__isnull=False)
    about.bulk_create(
        about.model(outcome=made[outcome], commitment_id=twin)
        for outcome, twin in rows.values_list("outcome", "commitment__public")
    )
    return made


def _keys_of_copies(pks: Iterable[int | None]) -> dict[int | None, int]:
    """The keys of the public copies of these commitments, by their own."""
    return dict(Commitment.objects.filter(working__in=set(pks) - {None}).values_list("working", "pk"))


def hide_commitments(copies: QuerySet[Commitment]) -> None:
    """Takes these copies out of public sight, and out of the sums and changes of what stays."""
    pks = [copy.pk for copy in copies]
    Affected.objects.filter(Q(commitment__in=pks) | Q(into__in=pks)).delete()
    copies.model.objects.filter(pk__in=pks).update(published_at=None, begun_by=None, **dict.fromkeys(Commitment.LINKS))


def _say(copy: Any, said: Mapping[str, object]) -> None:
    for name, value in said.items():
        setattr(copy, name, value)


def facts(row: Model) -> dict[str, Any]:
    """What a working row says of itself: its fields that are no links and do not belong to its edition."""
    return {field.attname: getattr(row, field.attname) for field in facts_in(type(row)) if not field.is_relation}


def has_strayed(unit: Unit) -> bool:
    """Whether the public copy of the approved version of this unit says something else than that version: by accident,
    for approving makes them the same."""
    copy = unit.public_copy
    return copy is not None and unit.is_approved and _all_facts(copy) != _all_facts(unit)


def _all_facts(unit: Any) -> list[dict[str, Any]]:
    rows, said = [unit], list[dict[str, Any]]()
    if isinstance(unit, Letter):
        changes = unit.changes.prefetch_related("affected__commitment", "affected__into").order_by("position")
        rows += changes
        rows += [row for change in changes for row in sorted(change.affected.all(), key=_affected_in_both)]
        commitments = unit.commitments.select_related("category", "channel", "begun_by", *Commitment.LINKS).order_by(
            "slug"
        )
        rows += unit.signatures.select_related("minister").order_by("position", "office", "minister__slug")
        rows += commitments.filter(published_at__isnull=False) if unit.is_public_copy else commitments
        outcomes = unit.outcomes.select_related("category").prefetch_related("commitments").order_by("position")
        rows += outcomes
        said = [{"about": sorted(map(_key_in_both, outcome.commitments.all()))} for outcome in outcomes]
        rows += unit.mentions.select_related("commitment", "outcome").order_by("position", "start", "amount_as_written")
    return [*(facts(row) | _links(row) for row in rows), *said]


def _links(row: Model) -> dict[str, int | None]:
    """The keys of the working rows to which this row or its public copy is linked; of a change, its place in the letter."""
    links = {field.name: getattr(row, field.name) for field in facts_in(type(row)) if field.is_relation}
    return {name: other and _key_in_both(other) for name, other in links.items()}


def _key_in_both(row: Any) -> int:
    if isinstance(row, Change | Outcome):
        return row.position
    return int(row.working_id if row.is_public_copy else row.pk)


def _affected_in_both(row: Affected) -> int:
    return _key_in_both(row.commitment)


def _renew(row: EditionT, **fields: object) -> EditionT:
    """Saves the public copy of this row with its facts and these fields, and returns it."""
    copy: EditionT = _copy_in_use(row) or _left_behind(row) or type(row)(is_public_copy=True)
    _say(copy, facts(row) | fields | {"working": row})
    copy.save()
    return copy


def _copy_in_use(row: EditionT) -> EditionT | None:
    """Asked of the database: two rows may hold the same name, and only one of them knows of a copy made just now."""
    return type(row)._default_manager.filter(working=row.pk).first()


def _left_behind(row: Any) -> Any:
    """The copy of a row that was deleted: who enters it anew gets its address back."""
    address = _address(row)
    return type(row).objects.public_copies().filter(working=None, **{address: getattr(row, address)}).first()


def _address(row: object) -> str:
    """The field by which people know a row, and its copy, from others."""
    return "number" if isinstance(row, Dossier) else "slug"
