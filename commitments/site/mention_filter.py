"""What a reader of the mentions may filter on: those that tell of the commitments he means, the letter, our verdict."""

# mypy: disable-error-code="assignment,override"
# The filters of the commitments, asked of mentions.

from typing import Any

import django_filters as filters
from django.db.models import Exists, OuterRef
from django.http import HttpRequest

from commitments.models import Commitment, Mention
from commitments.querysets import CommitmentQuerySet, MentionQuerySet
from letters.models import Minister
from letters.peildatum import read_peildatum

from .filters import CommitmentFilter, SearchFirstForm
from .searching import of_mentions


class MentionFilter(CommitmentFilter):
    """The filters of the commitments, asked of what a mention tells of; the letter is the one in which it stands."""

    channel = amount_min = amount_max = definitie = None  # a place in a letter is counted by none
    verdict = filters.ChoiceFilter(
        label="Oordeel",
        choices=Mention.Verdict.choices,
        empty_label="alle oordelen",
        error_messages={
            "invalid_choice": "Oordeel “%(value)s” komt in deze gegevens niet voor. Kies er een uit de lijst."
        },
    )

    class Meta:
        model = Mention
        fields: list[str] = []
        form = SearchFirstForm

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("category", "stage"):
            self.filters[name].field_name = f"commitment__{name}"

    def _but_for_year(self) -> CommitmentQuerySet[Commitment]:
        """Those that the mentions tell of."""
        left: Any = self._filtered(self.queryset, leaving_out="year")  # mentions
        told = left.order_by().values("commitment")
        return Commitment.objects.published().as_of(self.queryset.peildatum).filter(pk__in=told)

    def in_period(self, queryset: MentionQuerySet[Mention], name: str, value: str) -> MentionQuerySet[Mention]:
        years = [int(year) for year in value.split("-")]
        return queryset.filter(commitment__year=years[0], commitment__end_year=years[-1])

    def by_minister(
        self, queryset: MentionQuerySet[Mention], name: str, minister: Minister
    ) -> MentionQuerySet[Mention]:
        return queryset.filter(Exists(minister.signatures.filter(letter=OuterRef("letter"))))

    def with_text(self, queryset: MentionQuerySet[Mention], name: str, value: str) -> MentionQuerySet[Mention]:
        return queryset.filter(of_mentions(value))


def read_mention_filter(request: HttpRequest) -> tuple[MentionFilter, list[tuple[str, str]]]:
    """The filter of the mentions as known on the peildatum in the URL, and what is wrong in that URL."""
    peildatum, problem = read_peildatum(request.GET.get("as_of"))
    mention_filter = MentionFilter(request.GET, Mention.objects.published().as_of(peildatum))
    return mention_filter, [*([("as_of", problem)] if problem else []), *mention_filter.problems()]
