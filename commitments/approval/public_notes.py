"""What the public is told of an approval or a withdrawal: what the site said, what it says now, when and why."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Prefetch, Q
from django.utils.formats import date_format

from commitments.models import Affected, Category, Change, Channel, Commitment, Correction, Mention, Outcome
from commitments.precision import Sum, Unconverted
from letters.models import Dossier, Letter, Minister
from letters.recognising import fingerprint_of
from ukrainesteun.editions.models import Unit

Kind, What, Field = Correction.Kind, Correction.What, Correction.Field
STATES = Mention.Verdict.STATES
Said = dict[str, tuple[object, str]]  # what the site says of one row, by Field: what is compared, and in words

KINDS: dict[type[Unit], Correction.Kind] = {
    Category: Kind.CATEGORY,
    Channel: Kind.CHANNEL,
    Minister: Kind.MINISTER,
    Dossier: Kind.DOSSIER,
}
# What the public reads of a name; the rest of it sorts and colours.
OF_NAMES = (Field.NAME, Field.SHORT_NAME, Field.DESCRIPTION, Field.TITLE)

LINKED = (Field.CATEGORY, Field.CHANNEL, *Commitment.LINKS)


@dataclass(frozen=True)
class Reading:
    """What we say of one amount; it is compared without `words`, for a commitment that it names may get another title."""

    verdict: str
    commitment: int | None
    note: str
    words: str = dataclass_field(compare=False)


@dataclass(frozen=True)
class Published:
    """What the public reads of one letter, None where that is not public; and the commitments in it, by slug. And what
    we say of each of its amounts."""

    letter: Said | None
    commitments: dict[str, tuple[Commitment, Said]]
    readings: dict[str, list[Reading]]  # by the amount as written, in the order of the letter


def published(letter: Letter, copy: Letter | None) -> Published:
    """What is public of this letter, of which this is the copy, and of the commitments that it has now as it is worked on."""
    shown = copy if copy and copy.published_at else None
    own = Q(working__letter=letter) | Q(working=None, slug__in=letter.commitments.values("slug"))
    rows = Commitment.objects.public_copies().filter(own, published_at__isnull=False).order_by("pk")
    found = rows.select_related("category", "channel", "letter__dossier", "begun_by", *Commitment.LINKS)
    with_all = found.defer("letter__text").prefetch_related(
        Prefetch("begun_by__affected", Affected.objects.select_related("commitment", "into")), "mentions"
    )
    commitments = {row.slug: (row, _of_commitment(row)) for row in with_all}
    return Published(_of_letter(shown) if shown else None, commitments, _readings(shown) if shown else {})


def corrections(letter: Letter, copy: Letter, before: Published, was_public_once: bool) -> list[Correction]:
    """What differs from `before` for who reads the copy of this letter, not yet saved and without when and why.

    `was_public_once`: of a letter that is public for the first time, nothing in it is news.
    """
    if not (was_public_once or before.letter or before.commitments):
        return []
    now = published(letter, copy)
    found = [_about_letter(copy, **facts) for facts in _differences(before.letter, now.letter or {}, was_public_once)]
    found += [_about_letter(copy, **facts) for facts in _read_otherwise(before, now)]
    for slug, (row, said) in now.commitments.items():
        earlier, said_earlier = before.commitments.get(slug, (None, None))
        for facts in _differences(said_earlier, said, was_public_once):
            if facts["what"] == What.ADDED or facts["field"] == Field.AMOUNT:
                was = earlier.amount if earlier else None
                facts |= _euros("before", was) | _euros("after", row.amount)
            found.append(_about_commitment(row, copy, **facts))
    return found


def published_name(name: Unit) -> Said | None:
    """What is public of this dossier, minister, category or channel; None before it is."""
    return _of_name(name.public_copy) if name.public_copy else None


def corrections_of_name(copy: Any, before: Said | None) -> list[Correction]:
    """What differs from `before` for who reads the public copy of this name, not yet saved and without when and why."""
    slug, title = (copy.number, copy.printed_number) if isinstance(copy, Dossier) else (copy.slug, copy.name)
    named = {"kind": KINDS[type(copy)], "slug": slug, "title": title}
    return [Correction(**named, **facts) for facts in _differences(before, _of_name(copy), was_public_once=False)]


def withdrawal(row: Letter | Commitment, letter: Letter) -> Correction:
    """That this letter or commitment was here and no longer is; not yet saved and without when and why."""
    if isinstance(row, Letter):
        shares = Commitment.objects.filter(letter=row).published().counted().shares()
        counted = Sum.of((share.amount_eur, share.precision) for share in shares)
        return _about_letter(row, what=What.WITHDRAWN, **_euros("before", counted if counted.amount_eur else None))
    in_words = {"before": row.amount.full} if isinstance(row.amount, Unconverted) else {}
    return _about_commitment(row, letter, what=What.WITHDRAWN, **in_words, **_euros("before", row.amount))


def _euros(when: str, amount: Sum | Unconverted | None) -> dict[str, Any]:
    """What a Correction keeps of an amount in euros that stood there `before` or `after`."""
    if not isinstance(amount, Sum):
        return {}
    return {f"{when}_eur": amount.amount_eur, f"{when}_precision": amount.precision}


def save(found: list[Correction], by: User | None, now: datetime, reason: str) -> None:
    for one in found:
        one.made_by, one.made_at, one.reason = by, now, reason.strip()
    Correction.objects.bulk_create(found)


def _about_letter(copy: Letter, **facts: Any) -> Correction:
    named = {"kind": Kind.LETTER, "slug": copy.slug, "title": copy.short_title}
    return Correction(**named, letter=copy.designation, letter_slug=copy.slug, **facts)


def _about_commitment(row: Commitment, letter: Letter, **facts: Any) -> Correction:
    named = {"kind": Kind.COMMITMENT, "slug": row.slug, "title": row.title}
    return Correction(**named, letter=letter.designation, letter_slug=letter.slug, **facts)


def _differences(before: Said | None, after: Said, was_public_once: bool) -> Iterator[dict[str, Any]]:
    if before is None:
        if was_public_once:
            yield {"what": What.ADDED, "after": after[Field.AMOUNT][1] if Field.AMOUNT in after else ""}
        return
    for field, (compared, words) in after.items():
        is_first_text = field == Field.TEXT and not before[field][0]  # that is the letter itself, and corrects nothing
        if before[field][0] != compared and not is_first_text:
            yield {"what": What.CHANGED, "field": field, "before": before[field][1], "after": words}


def _read_otherwise(before: Published, now: Published) -> Iterator[dict[str, Any]]:
    """Amounts of which we no longer say what we said. Of what is said for the first time nothing is corrected, and a
    commitment that went is told itself."""
    for amount, old in before.readings.items():
        new = now.readings.get(amount, [])
        stay = {one.commitment for one in new}
        gone = Counter(one for one in old if one.verdict != STATES or one.commitment in stay) - Counter(new)
        if gone:
            was, is_now = (_in_words(amount, ones) for ones in (gone, Counter(new) - Counter(old)))
            yield {"what": What.CHANGED, "field": Field.READING, "before": was, "after": is_now}


def _in_words(amount: str, readings: Iterable[Reading]) -> str:
    words = "; ".join(one.words for one in readings)
    return f"“{amount}”: {words}" if words else ""


def _readings(copy: Letter) -> dict[str, list[Reading]]:
    found: dict[str, list[Reading]] = defaultdict(list)
    for one in copy.mentions.published().select_related("commitment").order_by("position"):
        about = f": “{one.commitment}”" if one.commitment else ""
        note = f" ({one.note})" if one.note else ""
        words = f"{one.get_verdict_display()}{about}{note}"
        found[one.amount_as_written].append(Reading(one.verdict, one.commitment_id, one.note, words))
    return found


def _of_name(copy: Any) -> Said:
    words = {field: getattr(copy, field.value) for field in OF_NAMES if hasattr(copy, field.value)}
    return {field: (said, said) for field, said in words.items()}


def _of_letter(copy: Letter) -> Said:
    signatures = copy.signatures.select_related("minister")
    words = {
        Field.DESIGNATION: copy.designation,
        Field.KIND: copy.get_kind_display(),
        Field.REFERENCE: copy.reference,
        Field.DOSSIERS: "; ".join(str(one) for one in (copy.dossier, *copy.other_dossiers.all()) if one),
        Field.DATE: date_format(copy.date, "j F Y"),
        Field.TITLE: copy.title,
        Field.SHORT_TITLE: copy.short_title,
        Field.SIGNATURES: "; ".join(f"{one} ({one.get_manner_display()})" for one in signatures),
        Field.NOTE: copy.note,
    }
    said: Said = {field: (one, one) for field, one in words.items()}
    changes = [_of_change(one) for one in copy.changes.prefetch_related("affected__commitment", "affected__into")]
    said[Field.CHANGES] = ([compared for compared, _ in changes], "; ".join(words for _, words in changes))
    outcomes = [_of_outcome(one) for one in copy.outcomes.select_related("category").prefetch_related("commitments")]
    said[Field.OUTCOMES] = ([compared for compared, _ in outcomes], "; ".join(words for _, words in outcomes))
    said[Field.TEXT] = (fingerprint_of(copy.text) if copy.text else "", "")  # told without its words
    return said


def _of_change(change: Change) -> tuple[object, str]:
    """What a change says: what is compared, and in words."""
    affected = [(row.commitment_id, row.into_id) for row in change.affected.all()]
    words = [str(change), *(f"“{part}” gaat verder in “{into}”" for part, into in change.gone_on)]
    return (change.kind, sorted(affected, key=str), change.note), ", ".join(
        [*words, *([change.note] if change.note else [])]
    )


def _of_outcome(outcome: Outcome) -> tuple[object, str]:
    """What an outcome says: what is compared, and in words."""
    about = sorted(outcome.commitments.all(), key=lambda one: one.pk)
    when = [date_format(outcome.on_date, "j F Y")] if outcome.on_date else []
    named = [f"“{one}”" for one in about] or [str(outcome.category)]
    valued = [outcome.get_valuation_display()] if outcome.valuation else []
    words = [
        f"{outcome.get_kind_display()}: {outcome.amount.full}",
        *named,
        *filter(None, [outcome.period]),
        *when,
        *valued,
    ]
    facts = (
        outcome.kind, outcome.amount_eur, outcome.precision, outcome.on_date, outcome.year, outcome.end_year,
        outcome.is_cumulative, outcome.valuation, outcome.category_id, outcome.note, [one.pk for one in about],
    )  # fmt: skip
    return facts, ", ".join([*words, *filter(None, [outcome.note])])


def _of_commitment(row: Any) -> Said:
    quotes = [one for one in row.mentions.all() if one.verdict == "states" and one.letter_id == row.letter_id]
    words = {
        Field.PRECISION: row.get_precision_display(),
        Field.PERIOD: row.period,
        Field.PERIOD_NOTE: row.period_note,
        Field.STAGE: row.get_stage_display(),
        Field.FINANCE_TYPE: row.get_finance_type_display(),
        Field.EXCLUSION: row.get_exclusion_display() if row.exclusion else "",
        Field.QUOTE: " … ".join(f"“{one.quote}”" for one in sorted(quotes, key=lambda one: one.position)),
        Field.NOTE: row.note,
    }
    # How precise it is, and by which rate, is told under their own names.
    amount = ((row.amount_eur, row.as_printed), row.amount.full + (f" ({row.as_printed})" if row.is_converted else ""))
    # What is linked to may get another name; that is told of itself.
    links = {link: (getattr(row, f"{link}_id"), str(getattr(row, link) or "")) for link in LINKED}
    return {
        Field.TITLE: (row.title, row.title),
        Field.AMOUNT: amount,
        Field.RATE: ((row.rate, row.rate_date, row.rate_source), row.rate_in_words),
        **{field: (said, said) for field, said in words.items()},
        **links,
        Field.LETTER: (row.letter_id, row.letter.designation),
        Field.BEGUN_BY: _of_change(row.begun_by) if row.begun_by else (None, ""),
    }
