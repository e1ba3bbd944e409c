"""The ledger counted by each definition, and what makes it differ from the site's own count."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from commitments.charts.selection import Selection
from commitments.charts.series import Sum
from commitments.definitions import BY_SLUG, DEFINITIONS, OWN, Definition
from commitments.models import Commitment
from commitments.querysets import Share

from .filters import TimelineFilter
from .sums import sum_of_shares

START = "vanaf"  # in an address: the definition with which the others are compared


@dataclass(frozen=True)
class Step:
    """What one category has less, or more, in one stage than where the comparison begins; `address` is the list of it."""

    category: str  # its name
    stage: str
    amount: Sum  # with its sign
    address: str


@dataclass(frozen=True)
class Count:
    """The ledger by one definition: `steps` lead to it from the definition with which it is compared, and add up exactly."""

    definition: Definition
    total: Sum
    how_many: int  # commitments that count, the parts among them
    steps: tuple[Step, ...]
    difference: Sum
    address: str  # of the list of its rows
    is_chosen: bool


def definitions_to_choose(chosen: TimelineFilter) -> list[tuple[str, str, bool]]:
    """(slug, name, whether it is chosen) of each definition."""
    slug = chosen.in_address().get("definitie", "")
    return [(one.slug, one.name, one.slug == slug) for one in DEFINITIONS]


def read_start(slug: str | None) -> tuple[Definition, list[tuple[str, str]]]:
    """The definition in an address with which the others are compared, the site's own where none is, and what is wrong there."""
    if (slug or "") in BY_SLUG:
        return BY_SLUG[slug or ""], []
    return OWN, [(START, f"De definitie “{slug}” kennen wij niet. Wij vergelijken met de telling van deze site.")]


def counts(chosen: TimelineFilter, start: Definition = OWN) -> list[Count]:
    """A Count by each definition of what the other filters leave, the site's own first, compared with that of `start`."""
    choices = tuple(choice for choice in chosen.choices() if choice.name != "definitie")
    found = Selection(chosen.in_every_definition(), choices)
    asked = chosen.in_address().get("definitie", "")
    shares = {one.slug: _counted(one, found).shares() for one in DEFINITIONS}
    return [_count(definition, start, found, shares, definition.slug == asked) for definition in DEFINITIONS]


def _counted(definition: Definition, found: Selection) -> Any:
    return definition.of(found.commitments).counted()


def _count(
    definition: Definition, start: Definition, found: Selection, shares: dict[str, list[Share]], is_chosen: bool
) -> Count:
    """`shares` are those that count by each definition, by its slug."""
    steps = tuple(_steps(definition, start, found, shares))
    return Count(
        definition=definition,
        total=sum_of_shares(shares[definition.slug]),
        how_many=_counted(definition, found).count(),
        steps=steps,
        difference=Sum.of((step.amount.amount_eur, step.amount.precision) for step in steps),
        address=found.address("commitments", definitie=definition.slug),
        is_chosen=is_chosen,
    )


def _steps(
    definition: Definition, start: Definition, found: Selection, shares: dict[str, list[Share]]
) -> Iterable[Step]:
    """First what is left out, then what is added, each in order of category and stage."""
    difference = Counter({_cell(share): share.amount_eur for share in shares[definition.slug]})
    difference.subtract({_cell(share): share.amount_eur for share in shares[start.slug]})
    for sign, counted_in in ((-1, start.slug), (1, definition.slug)):
        for category in found.categories:
            stages: dict[str, list[tuple[int, str]]] = {}
            for (_, slug, stage, precision), euros in difference.items():
                if slug == category.slug and euros * sign > 0:
                    stages.setdefault(stage, []).append((euros, precision))
            for stage in filter(stages.__contains__, Commitment.Stage.values):
                address = found.address("commitments", category=category.slug, stage=stage, definitie=counted_in)
                yield Step(category.name, stage, Sum.of(stages[stage]), address)


def _cell(share: Share) -> tuple[tuple[str, int, int], str, str, str]:
    """What of a share is one cell of a comparison: its place, its category, its stage and its precision."""
    return ((share.letter, share.year, share.end_year), share.category, share.stage, share.precision)
