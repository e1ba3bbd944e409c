"""What came of it: what was promised, beside what letters later said was spent, delivered, claimed or got back."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.charts.selection import Selection, everything
from commitments.charts.series import CategoryLabel, Sum
from commitments.ledger.outcomes import Told, together, told
from commitments.models import Commitment, Outcome
from commitments.precision import combined
from commitments.querysets import Share
from letters.peildatum import read_peildatum

from .sums import sum_of_shares

Kind = Outcome.Kind
OUTCOMES_PER_PAGE = 50
MOST_TOLD = 10  # of one category, in the table


@dataclass(frozen=True)
class Beside:
    """One category: what of it counts, how much of that is in the stage delivered, and what letters told later."""

    category: CategoryLabel
    promised: Sum
    delivered: Sum | None  # by the stage of the promises; None where nothing is
    told: tuple[Told, ...]
    received: Sum | None  # what came back; None where no letter says so

    @property
    def net(self) -> Sum:
        """What is left of what was promised after what came back."""
        back = self.received or Sum(0)
        return Sum(self.promised.amount_eur - back.amount_eur, combined([self.promised.precision, back.precision]))


@dataclass(frozen=True)
class Story:
    """One Told as a page shows it: beside what was promised, and its outcomes there, each with the one that it fell below."""

    told: Told
    promised: Sum
    points: list[tuple[Outcome, Outcome | None]]


def execution(request: HttpRequest) -> HttpResponse:
    """Promises beside their outcomes, as known on the peildatum."""
    peildatum, problem = read_peildatum(request.GET.get("as_of"))
    selection = everything(peildatum)
    outcomes = list(Outcome.objects.published().as_of(peildatum).with_what_they_tell())
    found = told(outcomes)
    beside = _beside(selection, found)
    in_order = _in_order(found, beside)
    page = Paginator([(one, outcome) for one in in_order for outcome in one.outcomes], OUTCOMES_PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "problem": problem,
        "peildatum": peildatum,
        "outcomes": outcomes,
        "beside": _with_places(beside, _pages_of(in_order)),
        "page": page,
        "stories": _stories(page, selection),
        "total": selection.by_period.total,
        "delivered": sum_of_shares(_delivered(selection.shares)),
        "with_returns": [row for row in beside if row.received],
        "silent": [row for row in beside if not row.told],
    }
    return render(request, "commitments/execution.html", context)


def _beside(selection: Selection, found: Iterable[Told]) -> list[Beside]:
    by_category: dict[str, list[Told]] = defaultdict(list)
    for one in found:
        by_category[one.category.slug if one.category else ""].append(one)
    return [
        _of_category(selection, category, by_category[category.slug]) for category in selection.by_period.categories
    ]


def _of_category(selection: Selection, category: CategoryLabel, ones: Sequence[Told]) -> Beside:
    shares = [share for share in selection.shares if share.category == category.slug]
    delivered = _delivered(shares)
    return Beside(
        category,
        sum_of_shares(shares),
        sum_of_shares(delivered) if delivered else None,
        tuple(ones),
        together(one for one in ones if one.kind == Kind.RECEIVED),
    )


def _in_order(found: Iterable[Told], beside: Iterable[Beside]) -> list[Told]:
    """By category as the table has them, and last what is about several."""
    in_table = [one for row in beside for one in row.told]
    there = {id(one) for one in in_table}
    return [*in_table, *(one for one in found if id(one) not in there)]


def _pages_of(in_order: Iterable[Told]) -> dict[int, int]:
    """On which page the outcomes of each Told begin, by its id()."""
    pages, before = {}, 0
    for one in in_order:
        pages[id(one)] = before // OUTCOMES_PER_PAGE + 1
        before += len(one.outcomes)
    return pages


def _with_places(beside: Iterable[Beside], pages: dict[int, int]) -> list[tuple[Beside, list[tuple[Told, int]], int]]:
    """Each Beside with what the table shows of what is told, with the page of that, and how much more is told."""
    return [
        (row, [(one, pages[id(one)]) for one in row.told[:MOST_TOLD]], max(len(row.told) - MOST_TOLD, 0))
        for row in beside
    ]


def _stories(page: Iterable[tuple[Told, Outcome]], selection: Selection) -> list[Story]:
    """What stands on this page, (what is told, one outcome of it): a Story for each Told."""
    there: dict[int, tuple[Told, list[Outcome]]] = {}
    for one, outcome in page:
        there.setdefault(id(one), (one, []))[1].append(outcome)
    return [_story(one, outcomes, selection) for one, outcomes in there.values()]


def _delivered(shares: Iterable[Share]) -> list[Share]:
    """Those that are delivered by their own letter."""
    return [share for share in shares if share.stage == Commitment.Stage.DELIVERED]


def _story(one: Told, outcomes: Iterable[Outcome], selection: Selection) -> Story:
    fell = {later.pk: earlier for earlier, later in one.falls()}
    return Story(one, _promised(one, selection), [(outcome, fell.get(outcome.pk)) for outcome in outcomes])


def _promised(one: Told, selection: Selection) -> Sum:
    """What was promised of it: these commitments, without those that lie in another of them; or what counts for the
    category within the years."""
    if one.commitments:
        inside = {part.pk for part in one.commitments if part.part_of_id in {whole.pk for whole in one.commitments}}
        amounts = [each.amount for each in one.commitments if each.pk not in inside]
        return Sum.of((each.amount_eur, each.precision) for each in amounts if isinstance(each, Sum))
    newest = one.newest
    return sum_of_shares(
        share
        for share in selection.shares
        if one.category and share.category == one.category.slug
        if (newest.year or 0) <= share.year and share.end_year <= (newest.end_year or newest.year or 9999)
    )
