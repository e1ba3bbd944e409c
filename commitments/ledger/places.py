"""Where in a letter's text each amount stands. It is searched when a text or a mention is saved, and kept with the mention.

`start` and `end` of a Mention are the place of its amount, inside its quote; both are empty where we do not have the text
or the quote does not stand in it.
"""

from letters.reading.text.quotes import NormalisedText


def find_places(mentions, text: str) -> list:
    """Where the amounts of these mentions stand in the text: (start, end, mention), in order; those not found left out.

    Mentions come in the order of the text, so a quote that stands there twice is first its first place.
    """
    normalised, places = NormalisedText.of(text), []
    after: dict[str, int] = {}
    for mention in mentions if text else ():
        quote = normalised.find(mention.quote, after.get(mention.quote, 0)) or normalised.find(mention.quote)
        amount = normalised.find(mention.amount_as_written, quote[0]) if quote else None
        if quote and amount:
            after[mention.quote] = quote[1]
            places.append((*amount, mention))
    return _in_order(places)


def renew_places(letter) -> None:
    """Keeps with each mention of this letter where its amount stands now. Whoever saves the text of a letter or one of
    its mentions calls this after it, in the same transaction."""
    mentions = list(letter.mentions.order_by("position", "pk"))
    for mention in (moved := moved_mentions(mentions, letter.text)):
        mention.start, mention.end = moved[mention]
    letter.mentions.bulk_update(moved, ["start", "end"], batch_size=200)


def moved_mentions(mentions, text: str) -> dict:
    """The mentions that do not stand at the place that is kept with them: mention -> (start, end), or (None, None)."""
    found = {mention: (start, end) for start, end, mention in find_places(mentions, text)}
    places = {mention: found.get(mention, (None, None)) for mention in mentions}
    return {mention: place for mention, place in places.items() if place != (mention.start, mention.end)}


def places_of(mentions) -> list:
    """The places that are kept with these mentions: (start, end, mention), in order; those without one left out."""
    return _in_order([(one.start, one.end, one) for one in mentions if one.start is not None])


def places_in(mentions, letter, text: str) -> list:
    """The same for mentions of this letter in a text that may be another than the letter has."""
    return places_of(mentions) if text == letter.text else find_places(mentions, text)


def _in_order(places):
    return sorted(places, key=lambda place: place[:2])
