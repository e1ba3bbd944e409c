"""The outcomes as a list: what letters say that became of promises. Not to be added up: one may tell again what another told."""

from collections.abc import Iterator

from commitments.models import Mention, Outcome
from commitments.outcomes import OutcomeQuerySet

from .letters import kamerstuk_of
from .table import ColumnOf, Row, Table, cells

COLUMNS = (
    ColumnOf("letter", "text", "De vaste naam van de brief; de pagina is /brieven/<letter>/.",
             lambda outcome: outcome.letter.slug),
    ColumnOf("kamerstuk", "text", "Het Kamerstuknummer van de brief, zoals 36 045, nr. 171.",
             lambda outcome: kamerstuk_of(outcome.letter)),
    ColumnOf("letter_date", "date", "De datum van de brief.", lambda outcome: outcome.letter.date.isoformat()),
    ColumnOf("position", "integer", "De hoeveelste uitkomst in de brief dit is.", lambda outcome: outcome.position),
    ColumnOf("outcome", "code", "Wat ervan kwam: obligated (vastgelegd in contracten), spent (uitgegeven), delivered "
             "(geleverd), claimed (gedeclareerd) of received (terugontvangen).", lambda outcome: outcome.kind),
    ColumnOf("outcome_eur", "integer", "Het bedrag, in hele euro's. Tel deze kolom niet op: een stand telt ook wat een eerdere "
             "stand al telde.", lambda outcome: outcome.amount_eur),
    ColumnOf("precision", "code", "Hoe precies dat is: exact (precies), circa, at-least (ten minste) of at-most (ten hoogste).",
             lambda outcome: outcome.precision),
    ColumnOf("on_date", "date", "De dag waarvoor het bedrag geldt; leeg als de brief geen dag noemt.",
             lambda outcome: outcome.on_date.isoformat() if outcome.on_date else None),
    ColumnOf("year", "integer", "Het jaar waarover het gaat, of het eerste van de periode; leeg als de brief geen jaar noemt.",
             lambda outcome: outcome.year),
    ColumnOf("end_year", "integer", "Het laatste jaar van de periode.", lambda outcome: outcome.end_year),
    ColumnOf("is_cumulative", "code", "yes als het bedrag alles tot en met die dag telt, anders no.",
             lambda outcome: "yes" if outcome.is_cumulative else "no"),
    ColumnOf("valuation", "code", "Waarop spullen gewaardeerd zijn: book (boekwaarde), replacement (vervangingswaarde) of "
             "purchase (aanschafwaarde); leeg als de brief dat niet zegt.", lambda outcome: outcome.valuation or None),
    ColumnOf("category", "code", "De categorie, als de brief geen toezeggingen aanwijst.",
             lambda outcome: outcome.category.slug if outcome.category else None),
    ColumnOf("commitments", "text", "De slugs van de toezeggingen waarvan dit de uitkomst is, met spaties ertussen.",
             lambda outcome: " ".join(sorted(one.slug for one in outcome.commitments.all())) or None),
    ColumnOf("quote", "text", "Het citaat, woord voor woord.", lambda outcome: _first(outcome).quote),
    ColumnOf("note", "text", "Waarom wij de brief zo lezen.", lambda outcome: outcome.note or None),
    ColumnOf("source_url", "text", "De officiële publicatie, bij het citaat waar een browser dat kan.",
             lambda outcome: _first(outcome).source_url or None),
)  # fmt: skip


def _first(outcome: Outcome) -> Mention:
    """The mention that proves it; every published outcome has one."""
    return outcome.mentions.all()[0]


def rows(outcomes: "OutcomeQuerySet[Outcome]") -> Iterator[Row]:
    """The cells of each of these outcomes, in the order of COLUMNS."""
    return cells(COLUMNS, iter(outcomes.with_what_they_tell().order_by("letter__date", "letter_id", "position")))


def table_of(outcomes: "OutcomeQuerySet[Outcome]") -> Table:
    """These published outcomes."""
    return Table("uitkomsten", "Uitkomsten", COLUMNS, lambda: rows(outcomes), None, "")
