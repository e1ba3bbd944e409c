"""What stays together where a line ends: a day, the number of a document. No database."""

import re

from .money import NBSP
from .months import MONTHS, SHORT_MONTHS

_HELD = re.compile(
    rf"(?:\b\d{{1,2}} )?\b(?:{'|'.join((*MONTHS, *SHORT_MONTHS))})\b(?: \d{{4}}\b)?"  # 4 maart 2025, maart 2025
    r"|\b\d\d \d{3}\b(?=[-,])|\bnr\. \d"  # 36 045, nr. 171
)


def held(text: str) -> str:
    """The text with its days and numbers of documents whole: their spaces end no line."""
    return _HELD.sub(lambda found: found[0].replace(" ", NBSP), text)
