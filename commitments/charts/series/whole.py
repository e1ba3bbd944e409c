"""One amount as the slices that it is made of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from commitments import palette

from .labels import UNDIVIDED, combined
from .periods import PeriodSeries


@dataclass(frozen=True)
class Slice:
    """One part of a whole, or (with `url` empty) what is left of the whole."""

    name: str
    url: str
    colour: str  # a key of the palette
    amount_eur: int
    precision: str = "exact"


@dataclass(frozen=True)
class Whole:
    """An amount as its slices, the largest first and what is not divided last; they add up to it."""

    name: str
    precision: str
    slices: tuple[Slice, ...]

    @property
    def amount_eur(self) -> int:
        return sum(piece.amount_eur for piece in self.slices)

    def rows(self) -> list[tuple[Slice, int]]:
        """The table: each slice with its share of the whole, in tenths of a per cent, rounded."""
        return [(piece, (piece.amount_eur * 2000 + self.amount_eur) // (2 * self.amount_eur)) for piece in self.slices]


UNDIVIDED_NAME = "niet over de onderdelen verdeeld"


class Coloured(Protocol):
    """As much of a category as a slice needs."""

    colour: str


class Promise(Protocol):
    """As much of a commitment as a whole and its slices need."""

    title: str
    precision: str
    amount_eur: int

    @property
    def category(self) -> Coloured: ...

    def get_absolute_url(self) -> str: ...


def whole_of_commitment(
    whole: Promise, parts: Iterable[Promise], own_share_eur: int, question: str = ""
) -> Whole | None:
    """A commitment as its parts that count and what is left; None for one without parts.

    `question` ends the address of each part: "?as_of=2024-02-01".
    """
    found = [
        Slice(part.title, part.get_absolute_url() + question, part.category.colour, part.amount_eur, part.precision)
        for part in parts
    ]
    if not found:
        return None
    found.sort(key=lambda piece: -piece.amount_eur)
    if own_share_eur:
        rest = combined([whole.precision, *(piece.precision for piece in found)])
        found.append(Slice(UNDIVIDED_NAME, "", palette.HATCHED, own_share_eur, rest))
    return Whole(whole.title, whole.precision, tuple(found))


def whole_of_total(by_period: PeriodSeries, urls: Mapping[str, str] | None = None, undivided: str = UNDIVIDED) -> Whole:
    """The total as its categories, what is reserved but not divided last. `urls` gives each category's page by slug."""
    found = [
        (
            category.slug == undivided,
            -by_period.category_total(category),
            Slice(
                category.name,
                (urls or {}).get(category.slug, ""),
                category.colour,
                by_period.category_total(category),
                combined(segment.precision for segment in by_period.segments if segment.category == category),
            ),
        )
        for category in by_period.categories
    ]
    return Whole(
        "Alles samen",
        combined(segment.precision for segment in by_period.segments),
        tuple(piece for *_, piece in sorted(found, key=lambda one: one[:2])),
    )
