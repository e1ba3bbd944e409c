"""What was corrected, as a reader meets it: what changed in one row at one approval stands together."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from commitments.models import Category, Commitment, Correction
from letters.models import Letter, Minister


@dataclass(frozen=True)
class Occasion:
    """One approval or withdrawal, as far as it is about one letter, commitment or name; `fields` are its Corrections."""

    first: Correction  # has when, why, and what it was called
    fields: list[Correction]
    url: str  # of its page; empty where there is none any more
    gone_along: list[tuple[Correction, str]]  # with a letter that was withdrawn, its commitments; each with its page


def by_occasion(corrections: Iterable[Correction]) -> list[Occasion]:
    """These Corrections, newest first, in Occasions; the fields of one in the order in which a page has them."""
    found = list(corrections)
    along = _gone_along(found)
    pages = _pages([*found, *(one for ones in along.values() for one in ones)])
    groups = groupby(found, lambda one: (one.made_at, one.kind, one.slug, one.what))
    return [
        Occasion(
            rows[-1],
            rows[::-1],
            pages.get((kind, slug), ""),
            [(one, pages.get((one.kind, one.slug), "")) for one in along[(made_at, slug)]] if _is_gone(rows[0]) else [],
        )
        for (made_at, kind, slug, _), rows in ((key, list(group)) for key, group in groups)
    ]


def _is_gone(one: Correction) -> bool:
    return one.kind == Correction.Kind.LETTER and one.what == Correction.What.WITHDRAWN


def _gone_along(corrections: list[Correction]) -> dict[tuple[datetime, str], list[Correction]]:
    """The commitments that went with each letter that was withdrawn, in the order of the letter, by when and which."""
    gone = [one for one in corrections if _is_gone(one)]
    found: dict[tuple[datetime, str], list[Correction]] = defaultdict(list)
    along = Correction.objects.withdrawals().filter(
        kind=Correction.Kind.COMMITMENT,
        made_at__in={one.made_at for one in gone},
        letter_slug__in={one.slug for one in gone},
    )
    for one in along.order_by("pk") if gone else ():
        found[(one.made_at, one.letter_slug)].append(one)
    return found


def _pages(corrections: list[Correction]) -> dict[tuple[str, str], str]:
    """The addresses of those that the public can read now."""
    found: dict[tuple[str, str], str] = {}
    public: dict[Correction.Kind, QuerySet[Any]] = {
        Correction.Kind.COMMITMENT: Commitment.objects.published(),
        Correction.Kind.LETTER: Letter.objects.published(),
        Correction.Kind.CATEGORY: Category.objects.public_copies(),
        Correction.Kind.MINISTER: Minister.objects.public_copies(),
    }
    for kind, rows in public.items():
        slugs = {one.slug for one in corrections if one.kind == kind}
        for row in rows.filter(slug__in=slugs).only("slug") if slugs else ():
            found[(kind, row.slug)] = row.get_absolute_url()
    return found
