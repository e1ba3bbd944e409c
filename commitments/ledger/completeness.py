"""Whether every money expression in a letter has a mention with a verdict: then nothing can have been overlooked."""

from commitments.intakes import paper_of
from commitments.models import LetterCount
from letters.models import Letter
from letters.reading.amounts.mentions import read_amounts

from .places import places_of


def count_without_verdict(letter: Letter, may_read: bool = True) -> int | None:
    """How many money expressions of the letter's text no mention covers; counted once for each version of the letter.

    None where that was not counted yet, and it `may_read` not the text for it now: that takes a tenth of a second.
    """
    kept = getattr(letter, "counted", None)
    if kept and kept.version == letter.version:
        return int(kept.without_verdict)
    if not may_read:
        return None
    count = len(without_verdict(letter))
    LetterCount.objects.update_or_create(letter=letter, defaults={"version": letter.version, "without_verdict": count})
    return count


def forget_counts() -> None:
    """Has every letter counted anew when it is shown: a later version of the program may read more in a text."""
    LetterCount.objects.all().delete()


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
