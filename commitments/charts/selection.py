"""What a reader chose: the published commitments, the filters that chose them, in the address and in words."""

import datetime
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format

from commitments.models import Category, Commitment, Mention
from commitments.querysets import CommitmentQuerySet, Movement, Naming, Share
from letters.models import Letter
from ukrainesteun.money import NBSP

from . import series


@dataclass(frozen=True)
class Choice:
    """One filter in use: its name and value in the address, and what a picture or title says of it."""

    name: str
    value: str
    words: str  # "2024", "Militair", "in brieven van Wopke Hoekstra"


@dataclass(frozen=True)
class Selection:
    """The published commitments that a reader chose, asked of the database once for all charts.

    `choices` are the filters that chose them, without the peildatum. `around` has, where one year is chosen, what is
    chosen but for that year and is for several years of which it is one. `since` is the day from which a change is told.
    """

    commitments: CommitmentQuerySet[Commitment]  # published, with its peildatum
    choices: tuple[Choice, ...] = ()
    around: CommitmentQuerySet[Commitment] | None = None
    since: datetime.date | None = None

    @property
    def peildatum(self) -> datetime.date | None:
        return self.commitments.peildatum

    @cached_property
    def category_rows(self) -> list[Category]:
        return list(Category.objects.published())

    @property
    def categories(self) -> list[series.CategoryLabel]:
        return [
            series.CategoryLabel(category.slug, category.name, category.short_name, category.colour)
            for category in self.category_rows
        ]

    @cached_property
    def letters(self) -> list[series.LetterLabel]:
        """The published letters up to the peildatum, in order of date."""
        letters = Letter.objects.published().as_of(self.peildatum).without_text().select_related("dossier")
        return [label_of(letter) for letter in letters.in_order_of_date()]

    @cached_property
    def counted(self) -> CommitmentQuerySet[Commitment]:
        return self.commitments.counted()

    @cached_property
    def shares(self) -> list[Share]:
        return self.counted.shares()

    @cached_property
    def facts(self) -> list[tuple[int, int, str, str, str]]:
        """Each (year, end year, category, stage, exclusion) that one of these has, counting or not."""
        names = ("year", "end_year", "category__slug", "stage", "exclusion")
        return list(self.commitments.order_by().values_list(*names).distinct())

    @cached_property
    def by_period(self) -> series.PeriodSeries:
        known = everything(self.peildatum).facts if self.choices else []
        return series.by_period(
            self.shares,
            self.categories,
            outside={fact[:3] for fact in known},
            left_out={fact[:3] for fact in self.facts},
            chosen_category=next((choice.value for choice in self.choices if choice.name == "category"), ""),
        )

    @cached_property
    def movements(self) -> list[Movement]:
        """How the total of it came to be, up to the peildatum."""
        found = self.commitments.movements()
        return [movement for movement in found if self.peildatum is None or movement.date <= self.peildatum]

    @cached_property
    def namings(self) -> list[Naming]:
        """What the letters up to the peildatum name of it, in Dutch euros, as a naive reader adds them up."""
        mentions = Mention.objects.published().as_of(self.peildatum)
        if self.choices:
            mentions = mentions.filter(commitment__in=self.commitments.order_by().values("pk"))
        return mentions.namings()

    @cached_property
    def named(self) -> list[series.Named]:
        """What of that is new, by letter."""
        return series.named_by_letters(self.namings, self.movements, self.letters)

    @cached_property
    def sources(self) -> list[series.LetterLabel]:
        """The letters that have a share in it."""
        slugs = {share.letter for share in self.shares}
        return [letter for letter in self.letters if letter.slug in slugs]

    @cached_property
    def letters_outside(self) -> set[str]:
        """The slugs of the letters that changed the total, whether or not a reader chose what of it."""
        if not self.choices:
            return set()
        return {movement.letter for movement in everything(self.peildatum).movements}

    # in words

    @property
    def day(self) -> str:
        """Up to when the letters go, in words."""
        if self.peildatum:
            return f"zoals bekend op {date_format(self.peildatum, 'j F Y')}"
        return f"stand van {date_format(self.letters[-1].date, 'j F Y')}" if self.letters else "nog zonder brieven"

    @property
    def scope(self) -> str:
        """What was chosen, in words: "2024, Militair"; nothing where nothing was."""
        return ", ".join(choice.words for choice in self.choices)

    def titled(self, finding: str) -> str:
        """The finding as a title that says of which choice it is true."""
        if not self.scope:
            return finding
        return f"{self.scope[0].upper()}{self.scope[1:]}{NBSP}– {finding[0].lower()}{finding[1:]}"

    def has_chosen(self, *names: str) -> bool:
        return any(choice.name in names for choice in self.choices)

    @property
    def stage(self) -> str:
        """The stage of all of it that counts, where that is one; else all stages are together."""
        return _only({share.stage for share in self.shares})

    @property
    def stage_so_far(self) -> str:
        """The same of all that ever counted: what a running total shows."""
        return _only({stage for *_, stage, exclusion in self.facts if not exclusion})

    @cached_property
    def spanning(self) -> list[tuple[series.Period, series.Sum]]:
        """(period, amount) for what is for several years, the chosen year among them."""
        return Selection(self.around).by_period.unsplit_totals() if self.around is not None else []

    @property
    def spanning_in_words(self) -> str:
        """A sentence on what is for several years; nothing where no year is chosen, or there is none."""
        told = [f"{amount} voor {period.label} samen" for period, amount in self.spanning]
        return f"Niet erbij, want niet per jaar verdeeld: {' en '.join(told)}." if told else ""

    # in addresses

    def address(self, name: str, *row: str, **more: str | None) -> str:
        """The address of a page or file (of this row, where it has one) with these filters, the peildatum and `more`.

        None leaves a filter out.
        """
        chosen = {
            "as_of": self.peildatum.isoformat() if self.peildatum else None,
            "since": self.since.isoformat() if self.since else None,
            **{choice.name: choice.value for choice in self.choices},
            **more,
        }
        query = urlencode({key: value for key, value in chosen.items() if value not in (None, "")})
        return reverse(name, args=row) + (f"?{query}" if query else "")

    @property
    def query(self) -> str:
        """The filters and the peildatum as they stand in an address."""
        return self.address("commitments").partition("?")[2]

    def page_of_category(self, slug: str) -> str:
        return self.address("category", slug, category=None)

    def page_of_letter(self, letter: series.LetterLabel) -> str:
        """Nothing for several together."""
        if letter.is_several:
            return ""
        return self.address("letter", letter.slug, letter=None)

    def page_of_segment(self, segment: series.Segment) -> str:
        return self.address(
            "commitments", year=segment.period.label, category=segment.category.slug, stage=segment.stage
        )

    def page_of_period(self, period: series.Period, category: series.CategoryLabel | None = None) -> str:
        """Of all of a year or period, or of one category in it."""
        return self.address("commitments", year=period.label, **({"category": category.slug} if category else {}))

    def page_of_stage(self, category: series.CategoryLabel, stage: str) -> str:
        return self.address("commitments", category=category.slug, stage=stage)

    def page_of_step(self, category: series.CategoryLabel, date: datetime.date) -> str:
        return self.address("commitments", category=category.slug, as_of=date.isoformat())

    def page_of_flow(
        self,
        letter: series.LetterLabel | None,
        category: series.CategoryLabel | None,
        period: series.Period | None,
    ) -> str:
        """Nothing of several letters together, which no filter can choose."""
        if letter and letter.is_several:
            return ""
        return self.address(
            "commitments",
            letter=letter.slug if letter else None,
            category=category.slug if category else None,
            year=period.label if period else None,
        )


def _only(stages: set[str]) -> str:
    return stages.pop() if len(stages) == 1 else series.ALL_STAGES


def label_of(letter: Letter) -> series.LetterLabel:
    return series.LetterLabel(letter.slug, letter.short_title, letter.designation, letter.date)


def everything(peildatum: datetime.date | None = None) -> Selection:
    """All that is published and known on the peildatum."""
    return Selection(Commitment.objects.published().as_of(peildatum))
