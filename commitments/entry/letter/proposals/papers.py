"""What the kind of a paper says of its amounts: only in a letter of the cabinet do they stand as what the cabinet gives."""

import re
from collections.abc import Sequence

from letters.reading.letterhead.papers import BRIEF

from .proposed import MOTION, NEW, NOT_MONEY, REPEATS, Proposed, ProposedRow

WISHES = ("motie", "amendement")  # what they say the Kamer wants
SALUTATION = re.compile(r"^\s*Geachte (?:heer |mevrouw )?voorzitter", re.IGNORECASE | re.MULTILINE)


def with_doubt_of_paper(rows: Sequence[ProposedRow], paper: str, text: str) -> list[ProposedRow]:
    """The rows of a paper: of a motion wishes, and of what is no letter of the cabinet nothing new and no repeat without a doubt.

    A text that prints no kind is a letter where it greets the chair of the Kamer.
    """
    if paper == BRIEF or (not paper and SALUTATION.search(text)):
        return list(rows)
    if paper in WISHES:
        return [_wish(row, f"het stuk is een {paper}: wat de Kamer wil") for row in rows]
    why = (
        f"het stuk is geen brief van het kabinet, maar: {paper}" if paper else "het stuk zegt niet dat het een brief is"
    )
    return [_in_doubt(row, why) if row.verdict in (NEW, REPEATS) else row for row in rows]


def _wish(row: ProposedRow, why: str) -> ProposedRow:
    if row.verdict == NOT_MONEY:
        return row
    return row.having(verdict=Proposed(MOTION, why, True)) if row.verdict == NEW else _in_doubt(row, why)


def _in_doubt(row: ProposedRow, why: str) -> ProposedRow:
    verdict = row.fields["verdict"]
    return row if verdict.doubtful else row.having(verdict=Proposed(verdict.value, why, True))
