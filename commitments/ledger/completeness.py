"""Whether every money expression in a letter has a mention with a verdict: then nothing can have been overlooked."""

from commitments.intakes import paper_of
from letters.reading.amounts.mentions import read_amounts

from .places import places_of


def progress(letter):
    """(with a verdict, in all): how many money expressions of the letter are dealt with."""
    handled = letter.mentions.count()
    return handled, handled + len(without_verdict(letter))


def without_verdict(letter):
    """The money expressions of the letter's text that no mention covers; none where we do not have the text."""
    if not letter.text:
        return []
    covered = places_of(letter.mentions.all())
    amounts = read_amounts(paper_of(letter), letter.date)
    return [
        amount for amount in amounts if not any(start < amount.end and amount.start < end for start, end, _ in covered)
    ]
