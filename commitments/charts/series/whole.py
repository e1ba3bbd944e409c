"""One amount as the slices that it is made of."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from commitments.precision import Sum, combined

from .labels import STAGES, UNDIVIDED, CategoryLabel
from .periods import PeriodSeries


@dataclass(frozen=True)
class InStage:
    """The euros of a slice that are in one stage. `url` is the page of what they are; nothing where there is none."""

    stage: str
    amount_eur: int
    url: str = ""
    precision: str = "exact"

    @property
    def amount(self) -> Sum:
        return Sum(self.amount_eur, self.precision)


@dataclass(frozen=True)
class Slice:
    """One part of a whole, or (with `url` empty) what is left of the whole; its stages add up to it, the surest first."""

    name: str
    url: str
    colour: str  # a key of the palette
    amount_eur: int
    stages: tuple[InStage, ...]
    precision: str = "exact"

    @property
    def amount(self) -> Sum:
        return Sum(self.amount_eur, self.precision)


@dataclass(frozen=True)
class Whole:
    """An amount as its slices, the largest first and what is not divided last; they add up to it."""

    name: str
    precision: str
    slices: tuple[Slice, ...]

    @property
    def amount_eur(self) -> int:
        return sum(piece.amount_eur for piece in self.slices)

    @property
    def amount(self) -> Sum:
        return Sum(self.amount_eur, self.precision)

    def rows(self) -> list[tuple[Slice, int]]:
        """The table: each slice with its share of the whole, in tenths of a per cent, rounded."""
        return [(piece, self.per_mille(piece.amount_eur)) for piece in self.slices]

    def per_mille(self, amount_eur: int) -> int:
        """An amount's share of the whole, in tenths of a per cent, rounded."""
        return (amount_eur * 2000 + self.amount_eur) // (2 * self.amount_eur)

    def pieces(self) -> list[tuple[Slice, InStage]]:
        """Each slice in each of its stages, in the order in which they lie beside each other."""
        return [(piece, part) for piece in self.slices for part in piece.stages]

    @property
    def stages(self) -> tuple[str, ...]:
        """The stages that occur, the surest first."""
        found = {part.stage for _, part in self.pieces()}
        return tuple(stage for stage in STAGES if stage in found)


UNDIVIDED_NAME = "niet over de onderdelen verdeeld"


class Coloured(Protocol):
    """As much of a category as a slice needs."""

    colour: str


class Promise(Protocol):
    """As much of a commitment as a whole and its slices need."""

    title: str
    precision: str
    stage: str
    amount_eur: int

    @property
    def category(self) -> Coloured: ...

    def get_absolute_url(self) -> str: ...


def whole_of_commitment(
    whole: Promise, parts: Iterable[Promise], own_share_eur: int, question: str = ""
) -> Whole | None:
    """A commitment as its parts that count and what is left; None for one without parts.

    What is left has the colour of the commitment's own category. `question` ends the address of each part:
    "?as_of=2024-02-01".
    """
    found = [
        _of_one_stage(
            *(part.title, part.get_absolute_url() + question, part.category.colour),
            *(part.stage, part.amount_eur, part.precision),
        )
        for part in parts
    ]
    if not found:
        return None
    found.sort(key=lambda piece: -piece.amount_eur)
    if own_share_eur:
        rest = combined([whole.precision, *(piece.precision for piece in found)])
        found.append(_of_one_stage(UNDIVIDED_NAME, "", whole.category.colour, whole.stage, own_share_eur, rest))
    return Whole(whole.title, whole.precision, tuple(found))


def _of_one_stage(name: str, url: str, colour: str, stage: str, amount_eur: int, precision: str) -> Slice:
    """A slice that is all in one stage."""
    return Slice(name, url, colour, amount_eur, (InStage(stage, amount_eur, url, precision),), precision)


PageOfStage = Callable[[CategoryLabel, str], str]  # the page of what a category has in a stage


def whole_of_total(
    by_period: PeriodSeries,
    urls: Mapping[str, str] | None = None,
    page_of: PageOfStage = lambda *_: "",
    undivided: str = UNDIVIDED,
) -> Whole:
    """The total as its categories, what is reserved but not divided last. `urls` gives each category's page by slug,
    `page_of` the page of what a category has in a stage.
    """
    found = [
        (
            category.slug == undivided,
            -by_period.category_total(category),
            _slice_of(by_period, category, (urls or {}).get(category.slug, ""), page_of),
        )
        for category in by_period.categories
    ]
    return Whole(
        "Alles samen",
        combined(segment.precision for segment in by_period.segments),
        tuple(piece for *_, piece in sorted(found, key=lambda one: one[:2])),
    )


def _slice_of(by_period: PeriodSeries, category: CategoryLabel, url: str, page_of: PageOfStage) -> Slice:
    """A category as a slice of the total."""
    own = by_period.of_category(category)
    stages = []
    for stage in own.stages:
        amount = Sum.of((segment.amount_eur, segment.precision) for segment in own.segments if segment.stage == stage)
        stages.append(InStage(stage, amount.amount_eur, page_of(category, stage), amount.precision))
    return Slice(category.name, url, category.colour, own.total_eur, tuple(stages), own.total.precision)
