"""What a reader may filter on, all of it in the URL. Choices come from published rows only."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Count, F, Q, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.formats import date_format

from commitments.charts.selection import Choice, Selection
from commitments.definitions import BY_SLUG, OTHERS, OWN
from commitments.models import HIGHEST_AMOUNT_EUR, Category, Channel, Commitment
from commitments.querysets import CommitmentQuerySet
from letters.models import Letter, Minister
from letters.peildatum import read_peildatum
from ukrainesteun.fields import EuroField
from ukrainesteun.money import LONGEST_TEXT, format_euro
from ukrainesteun.years import period_label

from .choosing import ListOrSearch, ListOrSearchFilter
from .searching import AN_AMOUNT, amount_in, of_commitments, of_letters, of_ministers, sought_in_words


def _periods() -> list[tuple[str, str]]:
    rows = Commitment.objects.published().order_by("year", "end_year").values_list("year", "end_year").distinct()
    one_year = [(period_label(*row), period_label(*row)) for row in rows if row[0] == row[1]]
    unsplit = [
        (period_label(*row), f"{period_label(*row)} (niet per jaar verdeeld)") for row in rows if row[0] != row[1]
    ]
    return one_year + unsplit


def _known_on(day: datetime.date) -> dict[str, Iterable[str]]:
    """By filter what the letters up to this day have. A category is of no letter: all are always offered."""
    known = Commitment.objects.published().as_of(day)
    years = known.order_by().values_list("year", "end_year").distinct()
    return {
        "year": [period_label(*row) for row in years],
        "letter": Letter.objects.published().as_of(day).values_list("slug", flat=True),
        "minister": Minister.objects.published().as_of(day).values_list("slug", flat=True),
        "channel": known.exclude(channel=None).order_by().values_list("channel__slug", flat=True).distinct(),
    }


def _unknown(what: str) -> dict[str, str]:
    return {"invalid_choice": f"{what} “%(value)s” komt in deze gegevens niet voor. Kies er een uit de lijst."}


class AmountField(EuroField):
    """An amount to compare with; what is wrong with it is told with the name of the field."""

    def clean(self, value: Any) -> Any:
        try:
            amount = super().clean(value)
        except forms.ValidationError as problem:
            raise forms.ValidationError(f"{self.label}: {' '.join(problem.messages)}") from problem
        if amount and amount > HIGHEST_AMOUNT_EUR:
            raise forms.ValidationError(f"{self.label}: meer dan tienduizend miljard euro komt niet voor.")
        return amount


class AmountFilter(filters.Filter):
    field_class = AmountField


class SearchField(forms.CharField):
    """What a reader looks for: words, or an amount as people type it."""


class SearchFilter(filters.CharFilter):
    field_class = SearchField


# What a title says of a filter in use, by its name; the others are said as they are chosen.
SAID = {
    "minister": "in brieven van {}".format,
    "letter": "in “{}”".format,
    "channel": "via {}".format,
    "q": lambda sought: f"met {sought}" if sought.startswith(AN_AMOUNT) else f"met “{sought}”",
    "amount_min": "minstens {}".format,
    "amount_max": "hooguit {}".format,
}


class TimelineFilter(filters.FilterSet):
    since: datetime.date | None = None  # from when a change is told; only where a page or file asks for it
    fixed: frozenset[str] = frozenset()  # filters that the page itself is about, which a reader cannot let go of

    year = filters.ChoiceFilter(
        label="Jaar",
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
    minister: Any = ListOrSearchFilter(
        label="Bewindspersoon",
        widget=ListOrSearch("naam"),
        sought=of_ministers,
        one="bewindspersoon",
        queryset=lambda request: Minister.objects.published(),
        to_field_name="slug",
        method="by_minister",
        empty_label="alle bewindspersonen",
        error_messages=_unknown("Bewindspersoon"),
    )
    definitie = filters.ChoiceFilter(
        label="Geteld",
        method="by_definition",
        choices=[(definition.slug, definition.name) for definition in OTHERS],
        empty_label=OWN.name,
        error_messages={"invalid_choice": "De definitie “%(value)s” kennen wij niet. Kies er een uit de lijst."},
    )

    class Meta:
        model = Commitment
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "year" in self.filters:
            self.filters["year"].extra["choices"] = _periods()  # a form would ask for them each time that it needs them

    def in_period(
        self, queryset: CommitmentQuerySet[Commitment], name: str, value: str
    ) -> CommitmentQuerySet[Commitment]:
        years = [int(year) for year in value.split("-")]
        return queryset.filter(year=years[0], end_year=years[-1])

    def by_minister(
        self, queryset: CommitmentQuerySet[Commitment], name: str, minister: Minister
    ) -> CommitmentQuerySet[Commitment]:
        return queryset.signed_by(minister)

    @cached_property
    def form(self) -> Any:
        """The form, which offers what was known on the peildatum and what is chosen; it understands all that is public."""
        form = super().form
        day = self.queryset.peildatum
        for name, known in _known_on(day).items() if day else ():
            if name in form.fields:
                offered = {"", *known, self.data.get(name)}
                widget = form.fields[name].widget
                widget.choices = [choice for choice in widget.choices if str(choice[0]) in offered]
        return form

    def by_definition(
        self, queryset: CommitmentQuerySet[Commitment], name: str, slug: str
    ) -> CommitmentQuerySet[Commitment]:
        found: CommitmentQuerySet[Commitment] = BY_SLUG[slug].of(queryset)
        return found

    def whatever_the_words(self) -> CommitmentQuerySet[Commitment]:
        """The commitments that every filter but the search box leaves."""
        return self._filtered(self.queryset, leaving_out="q")

    @property
    def admits_more(self) -> bool:
        """Whether it is counted with what is not promised: ceilings, guarantees and loans."""
        return bool(BY_SLUG[self.in_address().get("definitie", "")].admitted)

    def in_every_definition(self) -> CommitmentQuerySet[Commitment]:
        """The commitments that every other filter leaves, to be counted by any definition."""
        return self._filtered(self.queryset, leaving_out="definitie")

    @property
    def words_to_explain(self) -> str:
        """The words of its form that a reader may not know."""
        stages = " ".join(Commitment.Stage.values)
        return f"fase {stages} bewindspersoon{' kanaal' if 'channel' in self.filters else ''}"

    def problems(self) -> list[tuple[str, str]]:
        """What is wrong with the filters in the URL: (name, in Dutch) pairs, one for a field; empty when nothing is."""
        return [(name, " ".join(dict.fromkeys(problems))) for name, problems in self.form.errors.items()]

    def suggestions(self) -> list[tuple[str, str]]:
        """What may be meant by words in a field that searches, as (its name, the query string that chooses it)."""
        return [
            (str(row), self._without(name, {name: row.slug}))
            for name, field in self.form.fields.items()
            if name in self.form.errors
            for row in getattr(field, "suggestions", ())
        ]

    def chosen(self) -> list[tuple[str, Any, str]]:
        """The filters in use, as (label, value in words, the query string without it)."""
        return self._chosen

    @cached_property
    def _chosen(self) -> list[tuple[str, Any, str]]:
        fields = self.form.fields
        return [
            (fields[name].label, _in_words(fields[name], value), self._without(name))
            for name, value in self._in_use().items()
            if name not in self.fixed
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

    def choices(self) -> tuple[Choice, ...]:
        """The filters in use, as they stand in the address and in words, in the order of the form."""
        fields = self.form.fields
        return tuple(
            Choice(name, getattr(value, "slug", self.data[name]), SAID.get(name, str)(_in_words(fields[name], value)))
            for name, value in self._in_use().items()
        )

    @property
    def scope(self) -> str:
        """What a reader chose, in words, without what the page itself is about; nothing where he chose nothing."""
        return ", ".join(choice.words for choice in self.choices() if choice.name not in self.fixed)

    def in_address(self) -> dict[str, str]:
        """The filters in use as they stand in the address: {name: value}."""
        return {choice.name: choice.value for choice in self.choices()}

    @property
    def sought_amount(self) -> int | None:
        """The whole euros that the search box asks for; None where it asks for words, or nothing."""
        return amount_in(self._in_use().get("q") or "")

    def selection(self) -> Selection:
        """What is chosen, for charts, tables and files."""
        return Selection(self.qs, self.choices(), self._periods_around(), self.since)

    @property
    def not_included(self) -> str:
        """A sentence on what is for several years, the chosen year among them; nothing where there is none."""
        return Selection(Commitment.objects.none(), (), self._periods_around()).spanning_in_words

    def _periods_around(self) -> CommitmentQuerySet[Commitment] | None:
        """With a filter on one year: what is chosen but for several years, this one among them."""
        year = self._in_use().get("year") or ""
        if not year.isdecimal():  # none, or several
            return None
        return self._but_for_year().in_year(int(year)).filter(end_year__gt=F("year"))

    def _but_for_year(self) -> CommitmentQuerySet[Commitment]:
        """The commitments that every filter but that on the year leaves."""
        return self._filtered(self.queryset, leaving_out="year")

    def _without(self, name: str, instead: Mapping[str, str] | None = None) -> str:
        query: QueryDict = self.data.copy()
        for key in (name, "page", *self.fixed):
            query.pop(key, None)
        for key, value in (instead or {}).items():
            query[key] = value
        return query.urlencode()


def _in_words(field: forms.Field, value: Any) -> Any:
    if isinstance(field, AmountField):
        return format_euro(value)
    if isinstance(field, SearchField):
        return sought_in_words(value)
    return dict(getattr(field, "choices", ())).get(value, value) if not hasattr(value, "pk") else str(value)


class OverviewFilter(TimelineFilter):
    """The overview shows all there is; a reader chooses only by which definition it is counted."""

    year = category = stage = minister = None


class SearchFirstForm(forms.Form):
    field_order = ("q",)


class CommitmentFilter(TimelineFilter):
    q = SearchFilter(
        label="Zoek",
        method="with_text",
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "woord of bedrag"}),
    )
    letter = ListOrSearchFilter(
        label="Brief",
        widget=ListOrSearch("nummer of woord"),
        sought=of_letters,
        one="brief",
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
    amount_min = AmountFilter(
        label="Minstens",
        field_name="amount_eur",
        lookup_expr="gte",
        widget=forms.TextInput(attrs={"placeholder": "2,5 miljard", "maxlength": LONGEST_TEXT}),
    )
    amount_max = AmountFilter(
        label="Hooguit",
        field_name="amount_eur",
        lookup_expr="lte",
        widget=forms.TextInput(attrs={"placeholder": "2,5 miljard", "maxlength": LONGEST_TEXT}),
    )

    class Meta(TimelineFilter.Meta):
        form = SearchFirstForm

    def with_text(
        self, queryset: CommitmentQuerySet[Commitment], name: str, value: str
    ) -> CommitmentQuerySet[Commitment]:
        return queryset.filter(of_commitments(value))


def read_filter(
    request: HttpRequest, kind: type[TimelineFilter] = CommitmentFilter, **fixed: str
) -> tuple[TimelineFilter, list[tuple[str, str]]]:
    """The filter of the commitments as known on the peildatum in the URL, and what is wrong in that URL.

    `fixed` are the filters that the page itself is about, by name: they win from those in the URL.
    """
    peildatum, problem = read_peildatum(request.GET.get("as_of"))
    asked = request.GET.copy()
    for name, value in fixed.items():
        asked[name] = value
    commitment_filter = kind(asked, Commitment.objects.published().as_of(peildatum))
    commitment_filter.fixed = frozenset(fixed)
    return commitment_filter, [*([("as_of", problem)] if problem else []), *commitment_filter.problems()]


def read_filter_since(
    request: HttpRequest, kind: type[TimelineFilter] = CommitmentFilter
) -> tuple[TimelineFilter, list[tuple[str, str]]]:
    """The same with the day in the URL from which a change is told, which is not after the peildatum."""
    found, problems = read_filter(request, kind)
    since, problem = read_peildatum(request.GET.get("since"), "begindag")
    if since and found.queryset.peildatum and since > found.queryset.peildatum:
        since, problem = None, "De eerste dag ligt na de tweede. Kies een eerdere eerste dag."
    found.since = since
    return found, [*problems, *([("since", problem)] if problem else [])]
