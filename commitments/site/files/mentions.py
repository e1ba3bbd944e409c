"""The mentions as a list: each place in a letter where an amount is written, with our verdict."""

from collections.abc import Iterator

from commitments.models import Mention
from commitments.querysets import MentionQuerySet

from ..sums import naive_sum
from .letters import kamerstuk_of
from .table import NOT_INCLUDED, ColumnOf, Row, Table, cells, fetched

COLUMNS = (
    ColumnOf("letter", "text", "De vaste naam van de brief; de pagina is /brieven/<letter>/.",
             lambda mention: mention.letter.slug),
    ColumnOf("kamerstuk", "text", "Het Kamerstuknummer van de brief, zoals 36 045, nr. 171.",
             lambda mention: kamerstuk_of(mention.letter)),
    ColumnOf("letter_date", "date", "De datum van de brief.", lambda mention: mention.letter.date.isoformat()),
    ColumnOf("position", "integer", "De hoeveelste vindplaats in de brief dit is.", lambda mention: mention.position),
    ColumnOf("amount_as_written", "text", "Het bedrag zoals het er staat.", lambda mention: mention.amount_as_written),
    ColumnOf("amount", "integer", "Het bedrag als getal, in hele eenheden van de munt.", lambda mention: mention.amount),
    ColumnOf("currency", "code", "De munt, zoals EUR of USD; leeg als de brief geen munt bij het bedrag zet.",
             lambda mention: mention.currency or None),
    ColumnOf("verdict", "code", "Ons oordeel. Over toezeggingen: states (noemt er een), repeats (herhaalt er een), sums "
             "(telt er op, een rij voor elke), changes (noemt een verschil). Wat ervan kwam: outcome. Verder: others (geld van "
             "anderen), ceiling (een plafond), need (wat nodig is) en motion (een wens van de Kamer). En other (iets anders) en "
             "not-money (geen geld).", lambda mention: mention.verdict),
    ColumnOf("naive_eur", "integer", "Het bedrag, als het Nederlandse euro's zijn (verdict is states, repeats of sums, "
             "currency is EUR); anders leeg. Herhaalt één bedrag meer dan één toezegging, zoals een totaal, dan staat bij elke "
             "toezegging alleen haar eigen deel. De som van deze kolom is wat u krijgt door zomaar op te tellen.",
             lambda mention: mention.naive_amount_eur),
    ColumnOf("commitment", "text", "De slug van de toezegging die hier genoemd of herhaald wordt.",
             lambda mention: mention.commitment.slug if mention.commitment else None),
    ColumnOf("commitment_title", "text", "De titel van die toezegging.",
             lambda mention: mention.commitment.title if mention.commitment else None),
    ColumnOf("category", "code", "De categorie van die toezegging.",
             lambda mention: mention.commitment.category.slug if mention.commitment else None),
    ColumnOf("quote", "text", "Het citaat, woord voor woord.", lambda mention: mention.quote),
    ColumnOf("note", "text", "Waarom dit oordeel.", lambda mention: mention.note or None),
    ColumnOf("source_url", "text", "De officiële publicatie, bij het citaat waar een browser dat kan.",
             lambda mention: mention.source_url or None),
    NOT_INCLUDED,
)  # fmt: skip


def rows(mentions: MentionQuerySet[Mention], not_included: str = "") -> Iterator[Row]:
    """The cells of each of these mentions, in the order of COLUMNS; fetched as they are read."""
    found = mentions.with_naive_eur().select_related("letter__dossier", "commitment__category").defer("letter__text")
    return cells(COLUMNS, fetched(found), not_included)


def table_of(mentions: MentionQuerySet[Mention], not_included: str = "") -> Table:
    """These published mentions, with what a naive reader would add up."""
    return Table(
        "vindplaatsen",
        "Vindplaatsen",
        COLUMNS,
        lambda: rows(mentions.order_by("letter__date", "letter_id", "position", "pk"), not_included),
        naive_sum(mentions),
        "de som van naive_eur: zomaar opgeteld, met herhalingen en onderdelen dubbel; dit is niet wat is toegezegd",
        not_included,
    )
