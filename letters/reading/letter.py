"""Everything that is read from one letter, together."""

from dataclasses import dataclass

from letters.reading.amounts.mentions import read_amounts, read_percentages, read_quantities
from letters.reading.letterhead.citations import Citation, read_citations
from letters.reading.letterhead.header import Header, read_header
from letters.reading.letterhead.signatures import PrintedSignature, read_signatures


@dataclass(frozen=True)
class Reading:
    """What the program found in a letter, each part with its places in the text. Nothing in it has been approved."""

    header: Header
    signatures: tuple[PrintedSignature, ...]
    citations: tuple[Citation, ...]
    amounts: tuple  # of AmountMention: every money expression
    percentages: tuple
    quantities: tuple  # numbers of something else: refugees, gigawatts


def read_letter(text, facts=None):
    """The Reading of a letter's text, and of the PrintedFacts that came with it. Never raises."""
    header = read_header(text, facts)
    return Reading(
        header=header,
        signatures=read_signatures(text),
        citations=read_citations(text),
        amounts=read_amounts(text, header.date),
        percentages=read_percentages(text),
        quantities=read_quantities(text),
    )
