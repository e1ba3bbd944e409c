"""Whether every money expression in a letter has a mention with a verdict: then nothing can have been overlooked."""

from django.core.cache import cache

from commitments.intakes import paper_of
from letters.reading.amounts.mentions import read_amounts
from letters.recognising import fingerprint_of

from .places import places_of


def count_without_verdict(letter, may_read=True):
    """How many money expressions of the letter's text no mention covers; kept until the text or a mention changes.

    None where that was not counted yet, and it `may_read` not the text for it now: that takes a tenth of a second.
    """
    if not letter.text:
        return 0
    mentions = [f"{one.quote}\0{one.amount_as_written}\0{one.start}" for one in letter.mentions.all()]
    key = f"without-verdict-{fingerprint_of(chr(0).join([letter.text, str(letter.date), *mentions]))}"
    count = cache.get(key)
    if count is None and may_read:
        count = len(without_verdict(letter))
        cache.set(key, count, timeout=None)
    return count


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
