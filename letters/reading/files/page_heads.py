"""What a file prints at the head of each of its pages: the paper of a ministry, with its reference and the date."""

import re
from collections.abc import Iterable

PAGE = re.compile(r"(?:pagina|blad(?:zijde)?)?\s*[0-9]*\s*(?:(?:van|/)\s*[0-9]*)?", re.IGNORECASE)


def lines_of_head(lines: Iterable[str]) -> tuple[str, ...]:
    """These lines once each, for a page may have two heads alike, without those that number the pages or are empty."""
    return tuple(dict.fromkeys(line for line in lines if not PAGE.fullmatch(line)))
