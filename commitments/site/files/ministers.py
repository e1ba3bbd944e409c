"""The ministers as a list: who stands under which letters."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from commitments.charts.selection import everything
from commitments.charts.series import Sum
from letters.models import Signature

from .table import ColumnOf, Row, Table, cells


def _letters(minister: Any, *manners: str) -> list[str]:
    """The slugs of the letters under which this name stands, each once, the oldest first."""
    signatures = [one for one in reversed(minister.published_signatures) if not manners or one.manner in manners]
    return list(dict.fromkeys(one.letter.slug for one in signatures))


def _offices(minister: Any) -> str:
    return "; ".join(dict.fromkeys(signature.office for signature in minister.published_signatures))


COLUMNS = (
    ColumnOf("slug", "text", "De vaste naam van de bewindspersoon; de pagina is /bewindspersonen/<slug>/.",
             lambda minister: minister.slug),
    ColumnOf("name", "text", "De naam, zoals in het dagelijks gebruik.", lambda minister: minister.name),
    ColumnOf("offices", "text", "De ambten zoals ze onder de brieven staan, het laatste eerst.", _offices),
    ColumnOf("letter_count", "integer", "Onder hoeveel brieven deze naam staat.",
             lambda minister: minister.letter_count),
    ColumnOf("signed_count", "integer", "Hoeveel daarvan deze persoon zelf ondertekende.",
             lambda minister: len(_letters(minister, Signature.Manner.SIGNED))),
    ColumnOf("on_behalf_count", "integer", "Hoeveel daarvan een ander ook namens deze persoon ondertekende.",
             lambda minister: len(_letters(minister, Signature.Manner.ON_BEHALF))),
    ColumnOf("letters", "text", "De vaste namen van die brieven; de pagina is /brieven/<naam>/.",
             lambda minister: "; ".join(_letters(minister))),
    ColumnOf("share_eur", "integer", "Wat die brieven bijdragen aan het totaal, in hele euro's; geen eigen budget. Tel deze "
             "kolom niet op: een brief met twee namen zou dubbel tellen.",
             lambda minister: minister.share and minister.share.amount_eur),
    ColumnOf("precision", "code", "Hoe precies dat bedrag is: exact (precies), circa, at-least (ten minste), at-most (ten "
             "hoogste).", lambda minister: minister.share and minister.share.precision),
)  # fmt: skip


def rows(ministers: Any, peildatum: datetime.date | None) -> Iterator[Row]:
    """The cells of each of these ministers, in the order of COLUMNS."""
    of_letter: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for share in everything(peildatum).shares:
        of_letter[share.letter].append((share.amount_eur, share.precision))
    found = list(ministers.with_published_signatures(peildatum))
    for minister in found:
        shares = [share for slug in _letters(minister) for share in of_letter[slug]]
        minister.share = Sum.of(shares) if shares else None
    return cells(COLUMNS, iter(found))


def table_of(ministers: Any, peildatum: datetime.date | None) -> Table:
    """These published ministers, with the letters up to the peildatum that have their names."""
    return Table("bewindspersonen", "Bewindspersonen", COLUMNS, lambda: rows(ministers, peildatum), None, "")
