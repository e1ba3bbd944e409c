"""Each sentence that a chart makes of a selection is true of it, for any ledger and any choice of a reader.

A sentence is read by its words and held against the Rows themselves, counted in plain Python. One that is not among those
read here fails, so that no claim comes about that nothing judges.
"""

import datetime
import re
from collections import Counter
from itertools import product

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from commitments.charts import catalogue
from commitments.charts.selection import Selection
from commitments.charts.series import NO_AMOUNT
from commitments.models import Commitment
from commitments.site.filters import CommitmentFilter
from letters.models import Letter, Minister, Signature
from tests.commitments import factories as make
from tests.commitments.test_counting import Counting
from tests.proving import TIMES
from ukrainesteun.money import NBSP, format_euro, short_euro, signed_euro
from ukrainesteun.months import MONTHS, SHORT_MONTHS

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

STAGES = ("geleverd", "toegewezen", "gereserveerd", "aangekondigd")
PRECISIONS = {"exact": "", "circa": "circa ", "at-least": "ten minste ", "at-most": "ten hoogste "}
MINISTERS = ("anna", "bram")  # who signed the even letters, and the odd ones
YEARS = range(2022, 2027)


# Ledgers and choices


@st.composite
def plain_ledgers(draw):
    """A few amounts of few sizes, so that some are as large as others."""
    years = st.sampled_from([(2022, 2022), (2023, 2023), (2024, 2024), (2024, 2026)])
    rows = draw(
        st.lists(
            st.tuples(st.sampled_from(make.ANY_LETTER), st.sampled_from(make.CATEGORIES), years, st.integers(1, 3)),
            max_size=6,
        )
    )
    return [
        make.Row(key, letter, size * 10**9, category, *period, published=make.LETTERS[letter][1])
        for key, (letter, category, period, size) in enumerate(rows)
    ]


CHOICES = st.fixed_dictionaries(
    {},
    optional={
        "as_of": st.sampled_from([day.isoformat() for day in make.DATES]),
        "year": st.sampled_from([*map(str, YEARS), "2024-2026"]),
        "category": st.sampled_from(make.CATEGORIES),
        "stage": st.sampled_from(STAGES),
        "minister": st.sampled_from(MINISTERS),
        "letter": st.sampled_from([f"brief-{place}" for place in make.ANY_LETTER]),
    },
)
EACH_PAIR = list(product(STAGES, PRECISIONS))
# A number says of each of twelve rows in which stage it is and how exact.
FACTS = st.integers(0, len(EACH_PAIR) ** 12 - 1).map(
    lambda number: [EACH_PAIR[number // len(EACH_PAIR) ** place % len(EACH_PAIR)] for place in range(12)]
)


def save(rows, facts):
    """The Rows in the database, each with the stage and precision that `facts` has in its place, and with signatures."""
    saved = make.save(rows)
    for key, commitment in saved.items():
        commitment.stage, commitment.precision = facts[key]
    Commitment.objects.bulk_update(saved.values(), ["stage", "precision"])
    ministers = [
        Minister.objects.create(slug=name, name=name.title(), family_name=name.title(), is_public_copy=True)
        for name in MINISTERS
    ]
    Signature.objects.bulk_create(
        Signature(letter=letter, position=1, minister=ministers[int(letter.slug[6:]) % 2], office="Minister")
        for letter in Letter.objects.all()
    )


# The same, in plain Python


class Reading:
    """What a reader finds who counts the chosen rows of a ledger himself."""

    def __init__(self, rows, facts, day, chosen):
        self.rows, self.facts, self.day, self.chosen = rows, facts, day, chosen
        self.counting = Counting(rows, day)
        self.shares = self._shares_on(day)

    def _shares_on(self, day):
        """(row, euros) of what is chosen and counts on this day."""
        by_key = {row.key: row for row in self.rows}
        shares = [(by_key[key], euros) for key, euros in Counting(self.rows, day).own_shares().items()]
        return [(row, euros) for row, euros in shares if euros and self.chooses(row)]

    def chooses(self, row):
        is_so = {
            "year": lambda value: value == label_of_years(row),
            "category": lambda value: value == row.category,
            "stage": lambda value: value == self.facts[row.key][0],
            "minister": lambda value: value == MINISTERS[row.letter % 2],
            "letter": lambda value: value == f"brief-{row.letter}",
        }
        return all(is_so[name](value) for name, value in self.chosen.items())

    def years_beyond(self, rows):
        """The years and periods of these rows, without those that a bar of several years shows already."""
        categories = {row.category for row in rows}
        shown = {label_of_years(row) for row, _ in self.shares if row.category in categories}
        hidden = [row for row in rows if row.year == row.end_year or label_of_years(row) not in shown]
        return {label for row in hidden for label in years_of(row)}

    def total(self, is_one=lambda row: True):
        return sum(euros for row, euros in self.shares if is_one(row))

    def amount(self, is_one=lambda row: True):
        """As it is printed: "circa € 4 mld"."""
        return roughly_of({self.facts[row.key][1] for row, _ in self.shares if is_one(row)}) + short_euro(
            self.total(is_one)
        )

    def by(self, what):
        """The euros of each year, category or whatever `what(row)` is; None is left out."""
        totals = Counter()
        for row, euros in self.shares:
            if what(row) is not None:
                totals[what(row)] += euros
        return totals

    def years(self):
        return self.by(lambda row: label_of_years(row) if row.year == row.end_year else None)

    def categories(self):
        return self.by(lambda row: row.category.title())

    def changed(self):
        """{date: what changed then, in words, "+ circa € 3"}, for each date on which anything in the total did."""
        found, before = {}, Counter()
        for day, euros in self.changes().items():
            now = Counter()
            for row, share in self._shares_on(day):
                now[row.category, self.facts[row.key][1]] += share
            roughly = roughly_of({place[1] for place in {*now, *before} if now[place] != before[place]})
            found[day], before = signed_euro(euros, roughly=roughly), now
        return found

    def changes(self):
        """{date: by how much the total changed then}, for each date on which anything in it did."""
        days = [day for day in make.DATES if self.day is None or day <= self.day]
        found, before = {}, Counter()
        for day in days:
            now = Counter()
            for row, euros in self._shares_on(day):
                now[row.category, row.year, row.end_year, self.facts[row.key][1]] += euros
            if now != before:
                found[day] = sum(now.values()) - sum(before.values())
            before = now
        return found


def roughly_of(precisions):
    """What stands before an amount of these precisions."""
    others = precisions - {"exact"}
    return PRECISIONS[others.pop() if len(others) == 1 else "circa" if others else "exact"]


def label_of_years(row):
    return str(row.year) if row.year == row.end_year else f"{row.year}-{row.end_year}"


def years_of(row):
    """What it is for, as labels: its period, and each year of that."""
    return {label_of_years(row), *map(str, range(row.year, row.end_year + 1))}


def highest(totals):
    return {name for name, total in totals.items() if total == max(totals.values())}


def listed(text):
    """The names in "a, b en c"."""
    return text.replace("”", "").replace("“", "").replace(" en ", ", ").split(", ")


def day_of(text, months=MONTHS):
    day, month, year = text.split()
    return datetime.date(int(year), months.index(month) + 1, int(day))


def of_year(year):
    return lambda row: label_of_years(row) == year


def of_one_of(years):
    return lambda row: label_of_years(row) in years


def is_unsplit(row):
    return row.year != row.end_year


# What each sentence claims. A judge gets the reading and what the sentence names, and says whether it is so.

JUDGES = []


def says(pattern, judges=JUDGES):
    def keep(judge):
        judges.append((re.compile(pattern, re.DOTALL), judge))
        return judge

    return keep


@says(r"Samen (.+)")
def all_of_it(reading, amount):
    return amount == reading.amount()


@says(r"Al het geld is voor meer jaren samen: (.+)")
def all_for_several_years(reading, amount):
    return not reading.years() and amount == reading.amount()


@says(r"Al het geld is voor ([\d, en]+): (elk )?(.+)")
def all_for_years(reading, years, each, amount):
    return reading.total(is_unsplit) == 0 and _equal_years(reading, listed(years), each, amount)


@says(r"Alleen ([\d, en]+) (?:heeft|hebben) een eigen bedrag: (elk )?(.+)")
def only_years_with_an_amount(reading, years, each, amount):
    return reading.total(is_unsplit) > 0 and _equal_years(reading, listed(years), each, amount)


def _equal_years(reading, years, each, amount):
    totals = reading.years()
    same = set(years) == set(totals) == highest(totals) and bool(each) == (len(years) > 1)
    return same and amount.endswith(short_euro(totals[years[0]])) and _is_sure(reading, years, amount)


def _is_sure(reading, years, amount):
    return amount.partition("€")[0] == reading.amount(of_one_of(years)).partition("€")[0]


@says(r"(Het meeste geld is|Van het geld voor één jaar is het meeste) voor ([\d, en]+): (elk )?(.+)")
def most_for_years(reading, of_what, years, each, amount):
    totals, named = reading.years(), listed(years)
    is_of_all = of_what == "Het meeste geld is"
    return (
        is_of_all == (reading.total(is_unsplit) == 0)
        and set(named) == highest(totals) < set(totals)
        and bool(each) == (len(named) > 1)
        and amount.endswith(short_euro(totals[named[0]]))
        and _is_sure(reading, named, amount)
    )


@says(r"Daarbij komt wat de brieven niet per jaar verdelen: (.+)\.")
def what_is_not_split(reading, amount):
    return amount == reading.amount(is_unsplit)


@says(r"Alles valt in de categorie (\w+)")
def all_in_one_category(reading, name):
    return set(reading.categories()) == {name}


@says(r"Bijna alles valt in de categorie (\w+)")
def nearly_all_in_one_category(reading, name):
    return len(reading.categories()) > 1 and reading.categories()[name] * 1000 >= reading.total() * 995


@says(r"Van elke €\s100 valt €\s(\d+) in de categorie (\w+)")
def of_each_hundred(reading, euros, name):
    share = reading.categories()[name] * 100 / reading.total()
    return name in highest(reading.categories()) and abs(share - int(euros)) <= 0.5 and share < 99.5


@says(r"(“.+”) zijn even groot")
def all_equal(reading, names):
    return set(listed(names)) == set(reading.categories()) == highest(reading.categories())


@says(r"(“.+”) zijn het grootst")
def several_are_the_largest(reading, names):
    return set(listed(names)) == highest(reading.categories()) < set(reading.categories())


@says(r"“(\w+)” is groter dan al het andere samen")
def larger_than_the_rest(reading, name):
    return reading.categories()[name] * 2 > reading.total()


@says(r"“(\w+)” is het grootst, dan volg(?:t|en) (.+)")
def largest_and_next(reading, name, following):
    totals = reading.categories()
    rest = {other: total for other, total in totals.items() if other != name}
    return highest(totals) == {name} and set(listed(following)) == highest(rest)


@says(r"Het totaal veranderde één keer, (met de brief|op) (.+): (.+)")
def changed_once(reading, by, who, change):
    (day,) = reading.changes()
    return change == reading.changed()[day] and (
        day == day_of(who) if by == "op" else _is_only_letter(reading, day, who)
    )


@says(r"Met de brief (“.+”) veranderde het totaal het meest: (.+)")
def letter_changed_most(reading, who, change):
    (day,) = _largest(reading)
    return change == reading.changed()[day] and _is_only_letter(reading, day, who) and len(reading.changes()) > 1


@says(r"Het totaal veranderde het meest op ([\w ]+): (.+)")
def day_changed_most(reading, day, change):
    (found,) = _largest(reading)
    return found == day_of(day) and change == reading.changed()[found]


@says(r"Het totaal veranderde het meest op (.+\).+\))")
def days_changed_most(reading, days):
    told = {day_of(day): change for day, change in re.findall(r"(\d+ \w+ \d+) \((.+?)\)", days)}
    return told == {day: reading.changed()[day] for day in _largest(reading)}


def _largest(reading):
    most = max(abs(euros) for euros in reading.changes().values())
    return {day: euros for day, euros in reading.changes().items() if abs(euros) == most}


def _is_only_letter(reading, day, who):
    places = [place for place, (date, is_public) in enumerate(make.LETTERS) if date == day and is_public]
    return [f"“Brief {place}”" for place in places] == [who]


def _streams(reading):
    return reading.by(lambda row: (f"Brief {row.letter}", row.category.title()))


@says(r"(Al het geld|De grootste stroom): (.+?), van de brief “(.+)” naar “(.+)”")
def largest_stream(reading, which, amount, letter, category):
    totals = _streams(reading)
    is_it = lambda row: (f"Brief {row.letter}", row.category.title()) == (letter, category)  # noqa: E731
    return (
        highest(totals) == {(letter, category)}
        and amount == reading.amount(is_it)
        and (len(totals) == 1) == (which == "Al het geld")
    )


@says(r"(\d+) stromen zijn het grootst: elk (.+)")
def largest_streams(reading, number, amount):
    totals = _streams(reading)
    return len(highest(totals)) == int(number) > 1 and amount.endswith(short_euro(max(totals.values())))


# Sub-titles


@says(r"Toegezegd per jaar en categorie, in euro, (.+)\.")
@says(r"Toegezegd per jaar, in euro, (.+)\.")
@says(r"Een vak per categorie met een bedrag, overal dezelfde schaal, in euro, (.+)\.")
@says(r"Het totaal na elke brief, per categorie, in euro, (.+)\.")
@says(r"Van brief, via categorie, naar jaar of periode, in euro, (.+)\.")
@says(r"Aandeel in (?:deze keuze|het totaal), in euro, (.+)\.")
def what_it_is_and_up_to_when(reading, until):
    newest = max(date for date, is_public in make.LETTERS if is_public)
    how, _, day = until.rpartition(" op " if reading.day else " van ")
    return (how, day_of(day)) == (("zoals bekend", reading.day) if reading.day else ("stand", newest))


@says(r"(Toegezegd per jaar), .+")
@says(r"(Een vak per categorie) met .+")
def one_panel_or_more(reading, what):
    return (what == "Toegezegd per jaar") == (len(reading.categories()) == 1)


@says(r"Aandeel in (deze keuze|het totaal), .+")
def share_in_what(reading, what):
    return (what == "deze keuze") == bool(reading.chosen)


@says(r"Een streepje: geen bedrag in deze brieven\.")
def what_a_dash_is(reading):
    """Of the dashes themselves, see untrue_cells."""
    return True


@says(r"Niet erbij, want niet per jaar verdeeld: (.+)\.")
def not_with_it(reading, told):
    year = int(reading.chosen["year"])
    around = Reading(reading.rows, reading.facts, reading.day, {**reading.chosen, "year": None})
    around.chosen.pop("year")
    around.shares = [
        (row, euros)
        for row, euros in around._shares_on(reading.day)
        if row.year != row.end_year and row.year <= year <= row.end_year
    ]
    periods = around.by(label_of_years)
    return told == " en ".join(f"{around.amount(of_year(one))} voor {one} samen" for one in sorted(periods))


@says(r"Eigen optelling\.")
@says(r"Onderdelen gaan af van het grotere bedrag\.")
@says(r"De tabel(?: bij de grafiek)? heeft elk bedrag\.")
@says(r"Staven per jaar of periode\.")
@says(r"Een paneel per categorie, alle op één schaal\.")
@says(r"Het totaal na elke brief die het veranderde\.")
@says(r"(?:Eén stroom|\d+ stromen) van brief, via categorie, naar jaar of periode, samen .+\.")
def claims_nothing(reading, *_):
    return True


# Descriptions


@says(r"((?:\d{4}(?:-\d{4})?: .+?(?:; |\.$))+)")
def each_year(reading, told):
    told = dict(one.split(": ") for one in told.removesuffix(".").split("; "))
    public, category, wrong = reading.counting.known.values(), reading.chosen.get("category"), []
    of_category = reading.years_beyond([row for row in public if row.category == category])
    for year, words in told.items():
        chosen_here = [row for row in public if label_of_years(row) == year and reading.chooses(row)]
        is_there = year in reading.years_beyond(public)
        is_split = any(label_of_years(row) == year for row in public)
        wrong += {
            "geen bedrag in deze brieven": [year] if is_split or (is_there and reading.chosen) else [],
            "geen bedrag": [year] if category is None or of_category & {year} else [],
            "valt buiten deze keuze": [] if is_there and not chosen_here else [year],
            "telt niet mee": [] if chosen_here and not reading.total(of_year(year)) else [year],
        }.get(words, [] if reading.total(of_year(year)) else [year])
    return not wrong and set(reading.by(label_of_years)) | {str(year) for year in YEARS} == set(told)


@says(r"Samen: (.+)\.")
def each_category(reading, told):
    return [one.split()[0] for one in told.split("; ")] == sorted(
        reading.categories(), key=[name.title() for name in make.CATEGORIES].index
    )


@says(r"((?:\d+ \w+ \d+: (?:[a-z]+ )*€\s[\d.]+(?:; |\.$))+)")
def each_date(reading, told):
    said = [one.split(": ") for one in told.removesuffix(".").split("; ")]
    sums = []
    for day in reading.changes():
        shares = reading._shares_on(day)
        roughly = roughly_of({reading.facts[row.key][1] for row, _ in shares})
        sums.append(roughly + format_euro(sum(euros for _, euros in shares)))
    return [amount for _, amount in said] == sums


@says(r"Zonder stap: (.+)\.")
def each_day_without_a_step(reading, told):
    whole_ledger = Reading(reading.rows, reading.facts, reading.day, {}).changes()
    promising = {f"Brief {row.letter}" for row in reading.counting.known.values()}
    wrong = []
    for name, day, words in re.findall(r"(?:^|; )(.+?), (\d+ \w+ \d+): (.+?)(?=; |$)", told):
        is_outside = day_of(day, SHORT_MONTHS) in whole_ledger and name in promising
        expected = "nieuw bedrag valt buiten deze keuze" if is_outside else "geen nieuw bedrag"
        wrong += [name] if words != expected or day_of(day, SHORT_MONTHS) in reading.changes() else []
    return not wrong


@says(r"Eén staaf van (.+?): (.+)\.")
def one_bar(reading, total, told):
    names = [one.partition(" ")[0] for one in told.split("; ")]
    return total.endswith(format_euro(reading.total())) and set(names) == set(reading.categories())


def sentences(text):
    return re.split(r"(?<=\.)(?<!\bca\.)(?<!\bmin\.)(?<!\bmax\.) (?=[A-Z“0-9])", text)


def judged(sentence, reading, judges=JUDGES):
    """What each sentence-reader that knows this sentence says of it."""
    return [
        judge(reading, *match.groups())
        for pattern, judge in judges
        if (match := pattern.fullmatch(sentence)) is not None
    ]


def untrue(chart, selection, reading):
    """The sentences of a chart that are not true of the selection, or that nobody can judge."""
    scope = f"{selection.scope[0].upper()}{selection.scope[1:]}{NBSP}– " if selection.choices else ""
    assert chart.title.startswith(scope)
    title = chart.title.removeprefix(scope)
    told = [title[0].upper() + title[1:], *sentences(chart.subtitle), *sentences(chart.wide.description)]
    verdicts = {sentence: judged(sentence, reading) for sentence in told}
    return {sentence: verdict for sentence, verdict in verdicts.items() if not verdict or not all(verdict)}


def untrue_cells(by_period, reading):
    """The (period, category, words) of a series whose words for an empty cell are not true of the letters."""
    known, wrong = list(reading.counting.known.values()), []
    for period in by_period.periods:
        for category in by_period.categories:
            if by_period.amount(period, category) is None:
                own = [row for row in known if row.category == category.slug]
                chosen = [row for row in own if label_of_years(row) == period.label and reading.chooses(row)]
                is_there = reading.chosen and period.label in reading.years_beyond(own)
                expected = "telt hier niet mee" if chosen else "valt buiten deze keuze" if is_there else NO_AMOUNT
                words = by_period.nothing_at(period, category)
                wrong += [(period.label, category.slug, words)] if words != expected else []
    return wrong


@settings(max_examples=30 * TIMES)
@given(st.one_of(make.ledgers(), plain_ledgers()), FACTS, CHOICES)
def test_no_sentence_of_a_chart_is_false_of_the_selection_that_it_names(rows, facts, asked):
    with make.rolled_back():
        save(rows, facts)
        day = datetime.date.fromisoformat(asked["as_of"]) if "as_of" in asked else None
        query = QueryDict(mutable=True)
        query.update({name: value for name, value in asked.items() if name != "as_of"})
        selection = CommitmentFilter(query, Commitment.objects.published().as_of(day)).selection()
        chosen = {choice.name: choice.value for choice in selection.choices}
        reading = Reading(rows, facts, day, chosen)
        charts = [build(selection) for build in catalogue.CHARTS.values()]
        assert {chart.name: untrue(chart, selection, reading) for chart in charts if chart} == {
            chart.name: {} for chart in charts if chart
        }
        assert untrue_cells(selection.by_period, reading) == []
        if reading.shares:
            assert all(charts)


@settings(max_examples=10 * TIMES)
@given(make.ledgers(), FACTS)
def test_what_is_said_of_an_amount_and_its_parts_is_true(rows, facts):
    with make.rolled_back():
        save(rows, facts)
        counting = Counting(rows, None)
        known = Commitment.objects.published()
        for row in [row for row in rows if counting.counts(row)]:
            parts = [part for part in rows if counting.counts(part) and counting.whole_of(part) == row]
            found = known.with_standing().with_counted_share().get(slug=row.key)
            chart = catalogue.of_commitment(found, Selection(known))
            divided, about = sum(part.amount for part in parts), PRECISIONS[facts[row.key][1]]
            whole = about + short_euro(row.amount)
            of_parts = roughly_of({facts[part.key][1] for part in parts}) + short_euro(divided)
            number = "1 onderdeel" if len(parts) == 1 else f"{len(parts)} onderdelen"
            assert (chart and chart.title) == (
                None
                if not parts
                else f"Van {whole} is {of_parts} over onderdelen verdeeld"
                if divided < row.amount
                else f"{whole[0].upper()}{whole[1:]}, helemaal verdeeld over {number}"
            )


def test_a_sentence_that_nobody_knows_is_not_taken_for_true():
    reading = Reading([], [], None, {})
    assert judged("Alleen dinsdag is er geen geld", reading) == []
