"""The page on which letters that do not say the same stand side by side."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.shortcuts import render

from commitments.charts.series import Sum
from commitments.ledger.contradictions import Contradiction, Kind, contradictions, known_by
from commitments.models import Explanation, Mention
from commitments.precision import combined
from letters.peildatum import read_peildatum

PER_PAGE = 25
# What is compared, as the page heads it, and as it counts it.
TITLES = {
    Kind.REPEATED: "Zelfde toezegging, ander bedrag",
    Kind.SUM: "Het totaal is een ander bedrag dan de onderdelen samen",
    Kind.PARTS: "De onderdelen zijn samen meer dan het geheel",
    Kind.FALLS: "Een stand tot en met een latere dag is lager",
}
COMPARED = {
    Kind.REPEATED: "een toezegging en dezelfde toezegging op een andere plek",
    Kind.SUM: "een totaal en de toezeggingen waar het over gaat",
    Kind.PARTS: "een geheel en de onderdelen in dezelfde brief",
    Kind.FALLS: "een tussenstand van wat is uitgegeven of geleverd, en de tussenstand daarna",
}


@dataclass(frozen=True)
class Side:
    """What is printed on one side: the quotes, and what they make."""

    mentions: list[Mention]
    amount: Sum
    is_of_several: bool = False  # one quote about several commitments


@dataclass(frozen=True)
class Shown:
    """A contradiction as the page shows it."""

    title: str
    sides: tuple[Side, Side]
    difference: Sum
    explanation: Explanation | None = None  # that staff approved


def contradiction_list(request):
    """Where letters contradict each other, as known on the peildatum, and how much was compared to find that."""
    peildatum, problem = read_peildatum(request.GET.get("as_of"))
    comparison = contradictions(peildatum)
    page = Paginator(comparison.found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "problem": problem,
        "peildatum": peildatum,
        "page": page,
        "shown": _shown(page.object_list, peildatum),
        "found_count": len(comparison.found),
        "pair_count": comparison.pair_count,
        "compared": [(COMPARED[kind], count) for kind, count in comparison.pairs.items()],
    }
    return render(request, "commitments/contradiction_list.html", context)


def _shown(found: Iterable[Contradiction], peildatum: datetime.date | None) -> list[Shown]:
    """These contradictions with their mentions, which are fetched together."""
    found = list(found)
    keys = {key for one in found for key in one.mentions}
    mentions = Mention.objects.select_related("letter__dossier", "commitment__letter", "outcome").defer(
        "letter__text", "commitment__letter__text"
    )
    by_key = mentions.in_bulk(keys)
    known = {one: known_by(one, by_key) for one in found}
    explained = _explained(known.values(), peildatum)
    return [
        Shown(
            TITLES[one.kind],
            (
                first := _side([by_key[one.first]], one.first_eur, one.kind == Kind.SUM),
                second := _side([by_key[key] for key in one.second], one.second_eur),
            ),
            Sum(one.difference_eur, combined((first.amount.precision, second.amount.precision))),
            explained.get(known[one]),
        )
        for one in found
    ]


def _explained(keys: Iterable[str], peildatum: datetime.date | None) -> dict[str, Explanation]:
    """What staff explained of these, by key, with a quote from a letter that was there on the peildatum."""
    explanations = Explanation.objects.public().filter(key__in=keys)
    if peildatum is not None:
        explanations = explanations.filter(public_letter__public__date__lte=peildatum)
    texts = ("public_letter__text", "public_letter__public__text")
    return {one.key: one for one in explanations.select_related("public_letter__public__dossier").defer(*texts)}


def _side(mentions: list[Mention], amount_eur: int, is_of_several: bool = False) -> Side:
    precision = combined(about.precision for mention in mentions if (about := mention.commitment or mention.outcome))
    return Side(mentions, Sum(amount_eur, precision), is_of_several)
