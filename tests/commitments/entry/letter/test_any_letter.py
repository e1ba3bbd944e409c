"""Letters of all shapes, from a text to what the public reads and back: whatever the program enters itself passes every
check, and whatever a check asks can be done on the page that it names."""

import re
from dataclasses import dataclass

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import example, given, settings
from hypothesis import strategies as st

from commitments.approval import invariants
from commitments.entry.letter.page import IntakePage
from commitments.models import Intake, LedgerCheck
from letters.models import Dossier, Letter, Minister
from tests.commitments import factories
from tests.commitments.clerks import Clerk, address, errors_of, staff
from tests.proving import TIMES

pytestmark = pytest.mark.django_db

START = reverse("admin:intake_list")
HEAD = """\
36 045 Situatie in Oekraïne

Nr. 9171 BRIEF VAN DE MINISTER VAN DEFENSIE

Aan de Voorzitter van de Tweede Kamer der Staten-Generaal

Den Haag, 15 november 2023
"""
FOOT = "De Minister van Defensie,\nK.H. Ollongren"

CAPTIONS = (
    "Steun (bedragen x € 1 miljoen)",
    "Steun (x € 1.000)",
    "Bedragen in miljoenen euro's",
    "Steun (x EUR mln.)",
    "Steun",
)
LABELS = (
    "Militaire steun",
    "Totaal",
    "Herstel",
    "Cyber",
    "Pakket 10",
    "Steun 2024",
    "Drones (10 stuks)",
    "Training & F-16",
)
CELLS = (
    *("10", "10", "10", "120,5", "1.012", "0,5", "2.000", "0", "-", "48,25", "p.m.", "2024"),
    *("€ 10", "€ 700 mln.", "€ 0,5 mln."),
    *("10¹", "10*", "ca. 15", "max. 21", "(20)", "25 à 30", "33,–", ">40", "41 (raming)"),
)
COSTED = "De levering kostte € 12.345.678,90 en € 5.000,-."  # what came of it, of which no category is said
SENTENCES = (
    "In 2024 stelt het kabinet EUR 900 miljoen beschikbaar voor militaire steun.",
    "In 2024 stelt het kabinet EUR 900 miljoen beschikbaar voor militaire steun.",
    "Het kabinet geeft EUR 10 miljoen voor drones, EUR 10 miljoen voor training en EUR 10 miljoen voor cyber.",
    "Nederland trekt tussen € 5 en € 10 miljoen uit voor herstel in 2025.",
    "Het gaat om EUR 2 tot 3 miljard voor luchtverdediging.",
    "Voor accountability is in 2024, 2025 en 2026 respectievelijk EUR 25, 41 en 89 miljoen gereserveerd.",
    "De steun bedraagt 1 miljard.5 Dat is veel.",
    "Er is €102 mln<sup>2</sup> voor winterhulp, en **€ 166 mln** voor herstel¹.",
    "Het kabinet reserveert anderhalf miljard euro voor militaire steun.",
    "Het gaat om vele miljoenen euro’s.",
    COSTED,
    "De subsidie is € 340 en € 3 miljoen.",
    "Het kabinet stelt in 2025, 2026 en 2027 jaarlijks € 50 miljoen beschikbaar voor luchtverdediging.",
    "Het kabinet draagt in 2024 twee maal € 50 miljoen bij aan militaire training.",
    "Het kabinet geeft in 2024 EUR 10 miljoen voor training en EUR 20 miljoen voor cyber, in totaal EUR 30 miljoen.",
    "Het kabinet reserveert EUR 9 miljoen. Daarvan gaat EUR 4 miljoen naar herstel. Er resteert EUR 5 miljoen.",
    "De EU geeft in 2024 EUR 6 miljard aan leningen.",
    "Voor her-\nstel is EUR 7,5 mil-\njoen beschikbaar in 2.024.",
    "Er zijn 50 miljoen lampen geleverd.",
    "Het budget gaat van € 25 mln. in 2025 naar € 41 mln. in 2026.",
    "Canada draagt USD 10 miljoen bij en de Wereldbank $61B.",
    "Nederland maakt in 2023 € 0,5 mld vrij (waarvan € 0,2 mld voor munitie).",
)

# What a clerk types where the letter says nothing of it, and where she has to.
TYPED = {"title": "Steun {}", "category": "military", "year": "2024"}
MISSING = {"new": ("title", "category", "year"), "outcome": ("category", "year")}


@dataclass(frozen=True)
class Shape:
    """A letter's body, as it is pasted, or as the HTML of a file."""

    blocks: tuple
    is_file: bool

    @property
    def text(self):
        return "\n\n".join((HEAD, *(block.text for block in self.blocks), FOOT))

    @property
    def html(self):
        head = "".join(f"<p>{words}</p>" for words in HEAD.strip().split("\n\n"))
        return f"<html><body>{head}{''.join(block.html for block in self.blocks)}<p>{FOOT}</p></body></html>"


@dataclass(frozen=True)
class Sentence:
    words: str

    @property
    def text(self):
        return self.words

    @property
    def html(self):
        return f"<p>{self.words}</p>"


@dataclass(frozen=True)
class Table:
    """A table as it is printed: its years above the columns, its unit above it or in the first cell of its head."""

    caption: str
    years: tuple
    rows: tuple  # (label, cells)
    layout: str

    @property
    def text(self):
        head = ("Doel", *map(str, self.years))
        lines = [row_in(self.layout, one) for one in (head, *((label, *cells) for label, cells in self.rows))]
        if self.layout == "bars":
            lines.insert(1, "|---|" + "---|" * len(self.years))
        return f"{self.caption}\n{'' if self.layout == 'gaps' else chr(10)}" + "\n".join(lines)

    @property
    def html(self):
        rows = [("Doel", *map(str, self.years)), *((label, *cells) for label, cells in self.rows)]
        cells = ["".join(f"<td>{one.replace('&', '&amp;')}</td>" for one in row) for row in rows]
        return f"<p>{self.caption}</p><table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def row_in(layout, cells):
    return {
        "bars": f"| {' | '.join(cells)} |",
        "ours": f"| {' | '.join(cells)}",
        "tabs": "\t".join(cells),
        "gaps": "   ".join(cells),
        "single": " ".join(cells),
    }[layout]


@st.composite
def tables(draw):
    years = tuple(range(2024, 2024 + draw(st.integers(1, 3))))
    cells = st.tuples(*[st.sampled_from(CELLS)] * len(years))
    rows = draw(st.lists(st.tuples(st.sampled_from(LABELS), cells), min_size=1, max_size=4))
    layout = draw(st.sampled_from(["bars", "ours", "tabs", "gaps", "single"]))
    return Table(draw(st.sampled_from(CAPTIONS)), years, tuple(rows), layout)


blocks = st.lists(st.one_of(tables(), st.builds(Sentence, st.sampled_from(SENTENCES))), min_size=1, max_size=5)
shapes = st.builds(Shape, blocks.map(tuple), st.booleans())


def new_desk():
    for slug in ("military", "undivided", "humanitarian", "cyber"):
        factories.category(slug)
    Minister.objects.create(slug="ollongren", name="Kajsa Ollongren", family_name="Ollongren")
    Dossier.objects.create(number="36045", title="Situatie in Oekraïne")
    return Desk()


class Desk:
    """A clerk who enters letters, and a chief editor who approves them, each in a browser."""

    def __init__(self):
        self.anna, self.bert = Client(), Client()
        self.anna.force_login(staff("anna", "redacteur"))
        self.bert.force_login(staff("bert"))

    def begun(self, shape):
        sent = {"text": shape.text}
        if shape.is_file:
            sent = {"file": SimpleUploadedFile("brief.html", shape.html.encode())}
        return self._intake(self.anna.post(START, sent))

    def _intake(self, response):
        assert response.status_code == 302, response.context["problem"] or response.context["known"]
        return Intake.objects.get(pk=re.search(r"/(\d+)/$", response.url)[1])

    def entered(self, intake):
        """Agrees with every proposal, fills in what has none, and presses the last button."""
        page = IntakePage(intake)
        data = {one.name: one.value for _, one in page.fields if one.spec.kind != "tick" or one.value}
        for row in page.rows:
            if row.verdict in MISSING:
                for name in MISSING[row.verdict]:
                    data[f"row-{row.key}-{name}"] = row.fields[name].value or TYPED[name].format(row.key)
            data[f"row-{row.key}-agreed"] = "on"
        response = self.anna.post(intake.get_absolute_url(), data | {"version": intake.version, "finish": "1"})
        assert response.status_code == 302, [said for _, *said in response.context["page"].problems]
        return Letter.objects.get(pk=re.search(r"/(\d+)/beoordelen/", response.url)[1])

    def approved(self, letter):
        review = self.bert.get(address(letter, "review"))
        assert list(review.context["problems"]) == []
        version = Letter.objects.get(pk=letter.pk).version
        self.bert.post(address(letter, "approve"), {"version": version, "reason": "Nagekeken."})
        assert Letter.objects.get(pk=letter.pk).is_published

    def withdrawn(self, letter):
        version = Letter.objects.get(pk=letter.pk).version
        self.bert.post(address(letter, "withdraw"), {"version": version, "reason": "Nog eens nakijken."})
        assert not Letter.objects.get(pk=letter.pk).is_published

    def saved_by_hand(self, letter):
        form = Clerk("anna", "redacteur").open(letter).type(note=f"{letter.note}.")
        response = form.save()
        assert response.status_code == 302, errors_of(response)

    def gone_through(self, letter):
        return self.entered(self._intake(self.anna.post(reverse("admin:intake_check", args=[letter.pk]))))


def broken():
    return {statement: rows for statement, rows in invariants.broken() if rows}


def begins(letter):
    """Where the amounts of the letter begin in its text, in the order of its mentions; one quote may prove several."""
    return list(dict.fromkeys(letter.mentions.order_by("position").values_list("start", flat=True)))


EQUAL_CELLS = Table("Steun (x € 1 miljoen)", (2024, 2025, 2026), (("Pakket 10", ("10", "10", "10")),) * 2, "bars")
DECIMALS = Table(
    "Steun (x € 1 miljoen)", (2024, 2025), (("Herstel", ("120,5", "48,25")), ("Cyber", ("0,5", "-"))), "tabs"
)
MARKS = Table(
    "Steun (x € 1 miljoen)", (2024, 2025),
    (("Herstel", ("10¹", "ca. 15")), ("Cyber", ("(20)", "25 à 30")), ("Luchtverdediging", ("max. 21", "41 (raming)"))), "bars",
)  # fmt: skip
TWO_UNITS = (
    Table("Steun (x € 1 miljoen)", (2024,), (("Herstel", ("10",)),), "ours"),
    Table("Steun (x € 1.000)", (2024,), (("Herstel", ("10",)),), "ours"),
)

# Met once: a part of other years than its whole, and a sum that took one amount off twice.
PERIODS = (
    Table("Steun", (2024, 2025), (("Herstel", ("48,25", "2.000")), ("Cyber", ("€ 700 mln.", "10"))), "bars"),
    Sentence("Nederland maakt in 2023 € 0,5 mld vrij (waarvan € 0,2 mld voor munitie)."),
)
ONCE = (
    Sentence("Nederland trekt tussen € 5 en € 10 miljoen uit voor herstel in 2025."),
    Table(
        "Steun (bedragen x € 1 miljoen)",
        (2024, 2025),
        (("Cyber", ("9", "0,5")), ("Herstel", ("€ 7 mln.", "€ 0,5 mln."))),
        "gaps",
    ),
    Sentence(
        "Het kabinet reserveert EUR 9 miljoen. Daarvan gaat EUR 4 miljoen naar herstel. Er resteert EUR 5 miljoen."
    ),
)
# Met once: a total of a column of one row, of which the verdict was lost.
ONE_ROW = Table(
    "Steun (bedragen x € 1 miljoen)",
    (2024, 2025),
    (("Pakket 10", ("25 à 30", "10")), ("Totaal", ("25 à 30", "10"))),
    "bars",
)
# Met once: a total of two commitments with one title, which by hand was taken for a total of one.
ONE_TITLE = (
    Sentence(SENTENCES[0]),
    Table("Steun (bedragen x € 1 miljoen)", (2024, 2025), (("Drones (10 stuks)", (">40", "10¹")),), "bars"),
    Sentence(
        "Het kabinet geeft in 2024 EUR 10 miljoen voor training en EUR 20 miljoen voor cyber, in totaal EUR 30 miljoen."
    ),
    Sentence(SENTENCES[0]),
)
# Met once: cells of a row that repeat what is said elsewhere, of which the program looked for a target that one had not.
NO_TARGET = (
    Sentence(
        "Het kabinet reserveert EUR 9 miljoen. Daarvan gaat EUR 4 miljoen naar herstel. Er resteert EUR 5 miljoen."
    ),
    Sentence(SENTENCES[0]),
    Table("Steun (bedragen x € 1 miljoen)", (2024, 2025), (("Militaire steun", ("10", "10")),), "bars"),
    Sentence(
        "Het kabinet reserveert EUR 9 miljoen. Daarvan gaat EUR 4 miljoen naar herstel. Er resteert EUR 5 miljoen."
    ),
)


@given(shapes, st.integers(0, 50))
@example(Shape((EQUAL_CELLS, DECIMALS, MARKS, *TWO_UNITS), is_file=False), 0)
@example(Shape((EQUAL_CELLS, DECIMALS, *TWO_UNITS), is_file=True), 0)
@example(Shape(PERIODS, is_file=True), 0)
@example(Shape(ONCE, is_file=False), 0)
@example(Shape((ONE_ROW,), is_file=False), 0)
@example(Shape(ONE_TITLE, is_file=False), 0)
@example(Shape(NO_TARGET, is_file=False), 0)
@example(Shape((Sentence(COSTED),), is_file=False), 0)
@settings(max_examples=4 * TIMES)
def test_a_letter_of_any_shape_goes_from_text_to_the_public_and_back(shape, which):
    with factories.rolled_back():
        desk = new_desk()
        intake = desk.begun(shape)
        proposed = [row["start"] for row in intake.proposals["rows"]]
        letter = desk.entered(intake)
        assert (begins(letter), broken()) == (proposed, {})
        desk.approved(letter)
        assert broken() == {}
        assert LedgerCheck.objects.get().broken == []

        desk.saved_by_hand(letter)
        assert desk.gone_through(letter) == letter
        assert (begins(letter), broken()) == (proposed, {})
        desk.withdrawn(letter)
        assert broken() == {}

        if free := letter.mentions.filter(verdict__in=["repeats", "other"]):
            # What has no verdict is listed, and its page takes the verdict.
            letter.mentions.filter(start=free[which % len(free)].start).delete()
            assert letter in [one for one, _ in desk.anna.get(START).context["letters"]]
            desk.gone_through(letter)
        assert begins(letter) == proposed
        desk.approved(letter)
        assert broken() == {}
