"""What a reader may filter on, all of it in the URL. Choices come from published rows only."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.formats import date_format

from commitments.models import HIGHEST_AMOUNT_EUR, Category, Channel, Commitment, Mention
from commitments.querysets import CommitmentQuerySet
from letters.models import Letter, Minister
from ukrainesteun.years import period_label

from .peildatum import read_peildatum


def _periods() -> list[tuple[str, str]]:
    rows = Commitment.objects.published().order_by("year", "end_year").values_list("year", "end_year").distinct()
    one_year = [(period_label(*row), period_label(*row)) for row in rows if row[0] == row[1]]
    unsplit = [
        (period_label(*row), f"{period_label(*row)} (niet per jaar verdeeld)") for row in rows if row[0] != row[1]
    ]
    return one_year + unsplit


def _unknown(what: str) -> dict[str, str]:
    return {"invalid_choice": f"{what} “%(value)s” komt in deze gegevens niet voor. Kies er een uit de lijst."}


def _no_amount(label: str) -> dict[str, str]:
    message = (
        f"{label}: vul een bedrag in hele euro's in, met alleen cijfers, van 0 tot {HIGHEST_AMOUNT_EUR:_}.".replace(
            "_", "."
        )
    )
    return dict.fromkeys(["invalid", "min_value", "max_value", "max_decimal_places", "max_digits"], message)


class TimelineFilter(filters.FilterSet):
    year = filters.ChoiceFilter(
        label="Jaar",
        choices=_periods,
        method="in_period",
        empty_label="alle jaren",
        error_messages=_unknown("Jaar"),
    )
    category = filters.ModelChoiceFilter(
        label="Categorie",
        queryset=lambda request: Category.objects.published(),
        to_field_name="slug",
        empty_label="alle categorieën",
        error_messages=_unknown("Categorie"),
    )
    stage = filters.ChoiceFilter(
        label="Fase", choices=Commitment.Stage.choices, empty_label="alle fasen", error_messages=_unknown("Fase")
    )
    minister = filters.ModelChoiceFilter(
        label="Bewindspersoon",
        queryset=lambda request: Minister.objects.published(),
        to_field_name="slug",
        method="by_minister",
        empty_label="alle bewindspersonen",
        error_messages=_unknown("Bewindspersoon"),
    )

    class Meta:
        model = Commitment
        fields: list[str] = []

    def in_period(
        self, queryset: CommitmentQuerySet[Commitment], name: str, value: str
    ) -> CommitmentQuerySet[Commitment]:
        years = [int(year) for year in value.split("-")]
        return queryset.filter(year=years[0], end_year=years[-1])

    def by_minister(
        self, queryset: CommitmentQuerySet[Commitment], name: str, minister: Minister
    ) -> CommitmentQuerySet[Commitment]:
        return queryset.signed_by(minister)

    def problems(self) -> list[tuple[str, str]]:
        """What is wrong with the filters in the URL: (name, in Dutch) pairs, one for a field; empty when nothing is."""
        return [(name, " ".join(dict.fromkeys(problems))) for name, problems in self.form.errors.items()]

    def chosen(self) -> list[tuple[str, Any, str]]:
        """The filters in use, as (label, value in words, the query string without it)."""
        return self._chosen

    @cached_property
    def _chosen(self) -> list[tuple[str, Any, str]]:
        fields = self.form.fields
        return [
            (fields[name].label, _in_words(fields[name], value), self._without(name))
            for name, value in self._in_use().items()
        ]

    def ways_out(
        self, rows_of: Callable[[CommitmentQuerySet[Commitment], bool], QuerySet[Any]]
    ) -> list[tuple[str, Any, str, int]]:
        """Where nothing is found: the filters to let go of, as (label, value, the query string without it, how many).

        `rows_of(commitments, is_choice)` gives the rows that the page would show of them. Only filters without which
        there is something are given; it takes one query, however many filters are in use.
        """
        in_use, published = self._in_use(), self.queryset.model.objects.published()
        exits = [
            (way, self._filtered(self.queryset, leaving_out=name), len(in_use) > 1)
            for way, name in zip(self.chosen(), in_use, strict=True)
        ]
        if day := self.queryset.peildatum:
            way = ("Zoals bekend op", date_format(day, "j F Y"), self._without("as_of"))
            exits.append((way, self._filtered(published), bool(in_use)))
        if not exits:
            return []
        found = [rows_of(commitments, is_choice) for _, commitments, is_choice in exits]
        counts = found[0].model.objects.aggregate(
            **{f"way_{place}": Count("pk", filter=Q(pk__in=rows.values("pk"))) for place, rows in enumerate(found)}
        )
        return [(*way, counts[f"way_{place}"]) for place, (way, *_) in enumerate(exits) if counts[f"way_{place}"]]

    def _in_use(self) -> dict[str, Any]:
        cleaned = getattr(self.form, "cleaned_data", {})
        return {name: value for name, value in cleaned.items() if value not in (None, "")}

    def _filtered(
        self, commitments: CommitmentQuerySet[Commitment], leaving_out: str | None = None
    ) -> CommitmentQuerySet[Commitment]:
        for name, value in self._in_use().items():
            if name != leaving_out:
                commitments = self.filters[name].filter(commitments, value)
        return commitments

    def in_address(self) -> dict[str, str]:
        """The filters in use as they stand in the address: {name: value}."""
        return {name: self.data[name] for name in self._in_use()}

    def _without(self, name: str) -> str:
        query: QueryDict = self.data.copy()
        for key in (name, "page"):
            query.pop(key, None)
        return query.urlencode()


def _in_words(field: forms.Field, value: Any) -> Any:
    return dict(getattr(field, "choices", ())).get(value, value) if not hasattr(value, "pk") else str(value)


class SearchFirstForm(forms.Form):
    field_order = ("q",)


class CommitmentFilter(TimelineFilter):
    q = filters.CharFilter(
        label="Zoek",
        method="with_text",
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "woord of citaat"}),
    )
    letter = filters.ModelChoiceFilter(
        label="Brief",
        queryset=lambda request: Letter.objects.published().without_text().select_related("dossier"),
        to_field_name="slug",
        empty_label="alle brieven",
        error_messages=_unknown("Brief"),
    )
    channel = filters.ModelChoiceFilter(
        label="Kanaal",
        queryset=lambda request: Channel.objects.published(),
        to_field_name="slug",
        empty_label="alle kanalen",
        error_messages=_unknown("Kanaal"),
    )
    amount_min = filters.NumberFilter(
        label="Minstens (in euro)",
        error_messages=_no_amount("Minstens"),
        field_name="amount_eur",
        lookup_expr="gte",
        min_value=0,
        max_value=HIGHEST_AMOUNT_EUR,
        decimal_places=0,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    amount_max = filters.NumberFilter(
        label="Hooguit (in euro)",
        error_messages=_no_amount("Hooguit"),
        field_name="amount_eur",
        lookup_expr="lte",
        min_value=0,
        max_value=HIGHEST_AMOUNT_EUR,
        decimal_places=0,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    class Meta(TimelineFilter.Meta):
        form = SearchFirstForm

    def periods_around(self) -> CommitmentQuerySet[Commitment]:
        """With a filter on one year: what is chosen but for several years, this one among them; else nothing."""
        known: CommitmentQuerySet[Commitment] = self.queryset
        years = (getattr(self.form, "cleaned_data", {}).get("year") or "").split("-")
        if not years[0] or len(years) > 1:
            return known.none()
        rest = self.data.copy()
        rest.pop("year")
        chosen: CommitmentQuerySet[Commitment] = CommitmentFilter(rest, known).qs
        return chosen.in_year(int(years[0])).filter(end_year__gt=F("year"))

    def with_text(
        self, queryset: CommitmentQuerySet[Commitment], name: str, value: str
    ) -> CommitmentQuerySet[Commitment]:
        value = value.replace("\0", "")
        return queryset.filter(
            Q(title__icontains=value)
            | Q(note__icontains=value)
            | Q(letter__short_title__icontains=value)
            | Q(pk__in=_quoted(value))
        )


def _quoted(value: str) -> QuerySet[Any, Any]:
    return Mention.objects.published().filter(quote__icontains=value).values("commitment")


def read_filter(request: HttpRequest) -> tuple[CommitmentFilter, list[tuple[str, str]]]:
    """The filter of the commitments as known on the peildatum in the URL, and what is wrong in that URL."""
    peildatum, problem = read_peildatum(request.GET.get("as_of"))
    commitment_filter = CommitmentFilter(request.GET, Commitment.objects.published().as_of(peildatum))
    return commitment_filter, [*([("as_of", problem)] if problem else []), *commitment_filter.problems()]
