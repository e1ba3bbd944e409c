"""What the program proposes for a letter that is being entered: a Reading and what the ledger knows -> proposals.

Pure Python: no database, no Django. A proposal is never a decision: each carries why, and whether it is doubtful, and
a person agrees or changes it. Read proposed.py, fields.py and wholes.py; what the words say of an amount, in
surroundings.py, wordings.py, meanings.py and outcomes.py; what leaves a doubt, in plain.py, decided.py, certainty.py and
papers.py; repeats.py, sums.py and parts.py; then rows.py. letterhead.py is of the letter itself. Others use what is named here.
"""

from .fields import INFERRED, with_quoted_reasons
from .letterhead import propose_dossiers, propose_letter, propose_signature
from .meanings import sums_up
from .proposed import (
    CEILING,
    CHANGES,
    FIELDS_OF,
    MOTION,
    NEED,
    NEW,
    NO_PROMISE,
    NOT_MONEY,
    OTHER,
    OTHERS,
    OUTCOME,
    REPEATS,
    Known,
    KnownChannel,
    Proposed,
    ProposedRow,
)
from .rows import propose, propose_rows
from .wholes import sentence_around

__all__ = [
    "CEILING",
    "CHANGES",
    "FIELDS_OF",
    "INFERRED",
    "MOTION",
    "NEED",
    "NEW",
    "NOT_MONEY",
    "NO_PROMISE",
    "OTHER",
    "OTHERS",
    "OUTCOME",
    "REPEATS",
    "Known",
    "KnownChannel",
    "Proposed",
    "ProposedRow",
    "propose",
    "propose_dossiers",
    "propose_letter",
    "propose_rows",
    "propose_signature",
    "sentence_around",
    "sums_up",
    "with_quoted_reasons",
]
