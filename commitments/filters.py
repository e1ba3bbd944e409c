"""What a reader may filter on, all of it in the URL. Choices come from published rows only."""

import django_filters as filters
from django import forms
from django.db.models import F, Q

from letters.models import Letter, Minister

from .models import HIGHEST_AMOUNT_EUR, Category, Channel, Commitment, Mention
from .series import period_label


def _periods():
    rows = Commitment.objects.published().order_by("year", "end_year").values_list("year", "end_year").distinct()
    one_year = [(period_label(*row), period_label(*row)) for row in rows if row[0] == row[1]]
    unsplit = [
        (period_label(*row), f"{period_label(*row)} (niet per jaar verdeeld)") for row in rows if row[0] != row[1]
    ]
    return one_year + unsplit


def _unknown(what):
    return {"invalid_choice": f"{what} “%(value)s” komt in deze gegevens niet voor. Kies er een uit de lijst."}


def _no_amount(label):
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
        fields = []

    def in_period(self, queryset, name, value):
        years = [int(year) for year in value.split("-")]
        return queryset.filter(year=years[0], end_year=years[-1])

    def by_minister(self, queryset, name, minister):
        return queryset.signed_by(minister)

    def problems(self):
        """What is wrong with the filters in the URL: (name, in Dutch) pairs, one for a field; empty when nothing is."""
        return [(name, " ".join(dict.fromkeys(problems))) for name, problems in self.form.errors.items()]

    def chosen(self):
        """The filters in use, as (label, value in words, the query string without it)."""
        fields = self.form.fields
        return [
            (fields[name].label, _in_words(fields[name], value), self._without(name))
            for name, value in getattr(self.form, "cleaned_data", {}).items()
            if value not in (None, "")
        ]

    def _without(self, name):
        query = self.data.copy()
        for key in (name, "page"):
            query.pop(key, None)
        return query.urlencode()


def _in_words(field, value):
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

    def periods_around(self):
        """With a filter on one year: what is chosen but for several years, this one among them; else nothing."""
        years = (getattr(self.form, "cleaned_data", {}).get("year") or "").split("-")
        if not years[0] or len(years) > 1:
            return self.queryset.none()
        rest = self.data.copy()
        rest.pop("year")
        return CommitmentFilter(rest, self.queryset).qs.in_year(int(years[0])).filter(end_year__gt=F("year"))

    def with_text(self, queryset, name, value):
        value = value.replace("\0", "")
        return queryset.filter(
            Q(title__icontains=value)
            | Q(note__icontains=value)
            | Q(letter__short_title__icontains=value)
            | Q(pk__in=_quoted(value))
        )


def _quoted(value):
    return Mention.objects.published().filter(quote__icontains=value).values("commitment")
