"""Whether every money expression in a letter has a mention with a verdict: then nothing can have been overlooked."""

from letters.reading.amounts.mentions import read_amounts
from letters.reading.text.quotes import NormalisedText


def places_of(mentions, text):
    """Where the amounts of these mentions stand in the text: (start, end, mention), in order; those not found left out.

    Mentions come in the order of the text, so a quote that stands there twice is first its first place.
    """
    normalised, spans, after = NormalisedText.of(text), [], {}
    for mention in mentions if text else ():
        quote = normalised.find(mention.quote, after.get(mention.quote, 0)) or normalised.find(mention.quote)
        amount = quote and normalised.find(mention.amount_as_written, quote[0])
        if amount:
            after[mention.quote] = quote[1]
            spans.append((*amount, mention))
    return sorted(spans, key=lambda span: span[:2])


def progress(letter):
    """(with a verdict, in all): how many money expressions of the letter are dealt with."""
    handled = letter.mentions.count()
    return handled, handled + len(without_verdict(letter))


def without_verdict(letter):
    """The money expressions of the letter's text that no mention covers; none where we do not have the text."""
    if not letter.text:
        return []
    covered = places_of(letter.mentions.all(), letter.text)
    amounts = read_amounts(letter.text, letter.date)
    return [
        amount for amount in amounts if not any(start < amount.end and amount.start < end for start, end, _ in covered)
    ]
