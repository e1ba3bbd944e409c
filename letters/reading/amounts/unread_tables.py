"""Tables of which the figures cannot be read, told to who enters the letter: nothing with an amount is lost in silence."""

from collections.abc import Sequence

from letters.reading.text.paper import Paper

from .mentions import AmountMention

UNREAD = (
    "In de tekst staat {count} met elke cel op een eigen regel, vanaf ‘{first}’. De cijfers daarin zijn niet gelezen: het is "
    "niet te zien bij welk jaar ze horen. Plak de tabel met haar kolommen, of kies het bestand van de brief."
)
LONGEST_WORDS = 60  # of the line by which a table is found


def unread_tables(paper: Paper, amounts: Sequence[AmountMention]) -> str:
    """In Dutch, which tables of a pasted text were not read; "" where all were."""
    unread = [
        (start, end) for start, end in paper.stacked.unread if not any(start <= one.start < end for one in amounts)
    ]
    if not unread:
        return ""
    above = [line for line in paper.text[: unread[0][0]].split("\n") if line.strip()]
    first = (above[-1].strip() if above else paper.text[slice(*unread[0])].split("\n")[0])[:LONGEST_WORDS]
    return UNREAD.format(count="een tabel" if len(unread) == 1 else "een tabel of meer", first=first)
