"""The columns of a file of commitments: what stands in a cell, what it means, and what to type where it means nothing."""

import datetime
import re
from contextlib import suppress
from decimal import Decimal

from import_export.fields import Field
from import_export.resources import Resource
from import_export.widgets import Widget

from commitments.models import Commitment
from ukrainesteun.cells import guarded
from ukrainesteun.exchange_rates import CURRENCIES, EUR, format_rate, parse_rate
from ukrainesteun.money import NotMoney, parse_euro, parse_units

from .files import Unreadable


class Cell(Widget):
    """What stands in one cell of a column; `read` gives what it means, or raises ValueError with what to type instead."""

    def __init__(self, required=False):
        super().__init__()
        self.required = required

    def clean(self, value, row=None, ledger=None, **kwargs):
        if isinstance(value, Unreadable):
            raise ValueError(value.problem)
        text = _text(value)
        if "\x00" in text:
            raise ValueError("Hier staat een onzichtbaar nulteken. Typ de tekst opnieuw.")
        if not text and self.required:
            raise ValueError(f"Deze cel is leeg. {self.advice(ledger)}")
        return self.read(text, ledger)

    def advice(self, ledger):
        return "Vul haar in."

    def read(self, text, ledger):
        return text

    def render(self, value, obj=None, **kwargs):
        return guarded("" if value is None else str(value))


class Number(Cell):
    """Whole numbers, written as numbers."""

    def render(self, value, obj=None, **kwargs):
        return value


class Euros(Number):
    def read(self, text, ledger):
        if not text:
            return None
        try:
            return parse_euro(without_decimals(text))
        except NotMoney as problem:
            raise ValueError(str(problem)) from problem


class Units(Number):
    """Whole units of the currency in another column."""

    def read(self, text, ledger):
        return parse_units(without_decimals(text)) if text else None


class Rate(Cell):
    """As many units as are one euro, with as many decimals as the database keeps."""

    def read(self, text, ledger):
        return parse_rate(text).quantize(Decimal("0.000001")) if text else None

    def render(self, value, obj=None, **kwargs):
        return format_rate(value) if value else ""


class Day(Cell):
    """A date, as a text that no program turns around: 2024-03-01; read as it is typed in Dutch too."""

    def read(self, text, ledger):
        for notation in ("%Y-%m-%d", "%d-%m-%Y") if text else ():
            with suppress(ValueError):
                return datetime.datetime.strptime(text, notation).date()
        if text:
            raise ValueError(f"‘{shortened(text)}’ is geen datum. Schrijf haar als 2024-03-01.")
        return None

    def render(self, value, obj=None, **kwargs):
        return value.isoformat() if value else ""


class Year(Number):
    def read(self, text, ledger):
        text = without_decimals(text)
        if text and not re.fullmatch("[0-9]{4}", text):
            raise ValueError(f"‘{shortened(text)}’ is geen jaartal. Vul vier cijfers in, zoals 2024.")
        return int(text) if text else None


class Code(Cell):
    """One of the codes of a field."""

    def __init__(self, choices, required=True):
        super().__init__(required)
        self.codes = [code for code in choices.values if code]

    def advice(self, ledger):
        return f"Kies uit: {', '.join(self.codes)}."

    def read(self, text, ledger):
        if text and text.lower() not in self.codes:
            raise ValueError(f"‘{shortened(text)}’ kennen wij niet. {self.advice(ledger)}")
        return text.lower()


class Currency(Cell):
    """The code of a currency; an empty cell is euros."""

    def read(self, text, ledger):
        code = text.upper() or EUR
        if code not in (EUR, *CURRENCIES):
            raise ValueError(f"‘{shortened(text)}’ kennen wij niet. Kies uit: {', '.join((EUR, *CURRENCIES))}.")
        return code


class Name(Cell):
    """The address of a category, channel or letter that is worked on."""

    MOST_TOLD = 20

    def __init__(self, kind, required=False):
        super().__init__(required)
        self.kind = kind

    def advice(self, ledger):
        known = sorted(getattr(ledger, self.kind))
        if not known:
            return "Er is er nog geen: voer hem eerst in."
        if len(known) > self.MOST_TOLD:
            return "Neem het adres over uit een export, of voer eerst in wat ontbreekt."
        return f"Kies uit: {', '.join(known)}; of voer eerst in wat ontbreekt."

    def read(self, text, ledger):
        if not text:
            return None
        try:
            return getattr(ledger, self.kind)[text]
        except KeyError:
            raise ValueError(f"‘{shortened(text)}’ kennen wij niet. {self.advice(ledger)}") from None

    def render(self, value, obj=None, **kwargs):
        return value.slug if value else ""


class Link(Name):
    """The address of another commitment, or the title of a new one in the same file."""

    def __init__(self):
        super().__init__("commitments")

    def read(self, text, ledger):
        return ledger.commitment(text) if text else None


def _text(value):
    """A cell as the text that its spreadsheet shows; line ends are those of the site, whatever program wrote them."""
    if isinstance(value, float):
        value = int(value) if value.is_integer() else str(value).replace(".", ",")
    return re.sub("\r\n?", "\n", str(value)).strip()


def plain_text(cell: object) -> str:
    """A cell as text, also where it cannot be read."""
    return "" if isinstance(cell, Unreadable) else _text(cell)


def without_decimals(text: str) -> str:
    """A program that knows only broken numbers writes 2500000000.0 or 2500000000,00."""
    return re.sub("^([0-9]+)[.,]0{1,2}$", r"\1", text)


def shortened(text: str) -> str:
    """What was typed, no longer than fits in a message."""
    return text if len(text) <= 60 else f"{text[:57]}…"


def _column(name, widget, **options):
    return Field(attribute=options.pop("attribute", name), column_name=name, widget=widget, **options)


class CommitmentResource(Resource):
    """A commitment as a row of a file. docs/data-dictionary.md describes the columns; a test holds it to this list."""

    slug = _column("slug", Cell(), readonly=True)
    title = _column("title", Cell(required=True))
    amount_eur = _column("amount_eur", Euros())
    currency = _column("currency", Currency())
    amount = _column("amount", Units(), attribute="amount_in_currency")
    rate = _column("rate", Rate())
    rate_date = _column("rate_date", Day())
    rate_source = _column("rate_source", Cell())
    precision = _column("precision", Code(Commitment.Precision))
    year = _column("year", Year(required=True))
    end_year = _column("end_year", Year())
    period_note = _column("period_note", Cell())
    category = _column("category", Name("categories", required=True))
    channel = _column("channel", Name("channels"))
    stage = _column("stage", Code(Commitment.Stage))
    finance_type = _column("finance_type", Code(Commitment.FinanceType))
    exclusion = _column("exclusion", Code(Commitment.Exclusion, required=False))
    letter = _column("letter", Name("letters", required=True))
    part_of = _column("part_of", Link())
    on_top_of = _column("on_top_of", Link())
    note = _column("note", Cell())
    version = _column("version", Number(), attribute="letter__version", readonly=True)

    @classmethod
    def get_display_name(cls):
        """Asked by the library's form, which shows it where there is a choice."""
        return str(Commitment._meta.verbose_name_plural)

    def filter_export(self, queryset, **kwargs):
        related = ["category", "channel", "letter", *Commitment.LINKS]
        return queryset.select_related(*related).defer("letter__text")


COLUMNS: tuple[str, ...] = tuple(CommitmentResource.fields)
FACTS = tuple(name for name in COLUMNS if name not in ("slug", "version"))  # a column of the commitment
COLUMN_OF = {"amount_in_currency": "amount"}  # fields that a column has another name for
FIELD_OF = {column: field for field, column in COLUMN_OF.items()}
OF_THE_AMOUNT = {"amount_eur", "currency", "amount", "rate", "rate_date", "rate_source"}  # held together
