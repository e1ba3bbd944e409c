"""Everything that is read from one letter, together."""

from dataclasses import dataclass

from letters.reading.amounts.mentions import AmountMention, Percentage, Quantity, read_numbers
from letters.reading.letterhead.citations import Citation, read_citations
from letters.reading.letterhead.header import printed_header
from letters.reading.letterhead.printed import Header, PrintedFacts, with_facts
from letters.reading.letterhead.signatures import PrintedSignature, read_signatures
from letters.reading.text.paper import Paper


@dataclass(frozen=True)
class Reading:
    """What the program found in a letter, each part with its places in the text. Nothing in it has been approved."""

    header: Header
    signatures: tuple[PrintedSignature, ...]
    citations: tuple[Citation, ...]
    amounts: tuple[AmountMention, ...]  # every money expression
    percentages: tuple[Percentage, ...]
    quantities: tuple[Quantity, ...]  # numbers of something else: refugees, gigawatts


def read_letter(letter: Paper | str, facts: PrintedFacts | None = None) -> Reading:
    """The Reading of a letter, as a Paper or as plain text, and of the PrintedFacts that came with it. Never raises."""
    paper = Paper.of(letter)
    printed = printed_header(paper)
    header = with_facts(printed, facts)
    numbers = read_numbers(paper, header.date)
    return Reading(
        header=header,
        signatures=read_signatures(paper),
        citations=read_citations(paper, printed),
        amounts=numbers.amounts,
        percentages=numbers.percentages,
        quantities=numbers.quantities,
    )
