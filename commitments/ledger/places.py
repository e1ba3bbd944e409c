"""Where in a letter's text each amount stands. It is searched when a text or a mention is saved, and kept with the mention.

`start` and `end` of a Mention are the place of its amount, inside its quote; both are empty where we do not have the text
or the quote does not stand in it. Equal amounts in one quote, as in the cells of a table's row, have each their own place.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from letters.reading.text.quotes import NormalisedText

Part = tuple[int, int]  # (start, end)

MOST_PLACES = 1_000  # of one amount in one letter; a row of a table has a few


def find_places(mentions, text: str) -> list:
    """Where the amounts of these mentions stand in the text: (start, end, mention), in order; those not found left out.

    A mention stays where it stands. One that stands nowhere yet gets the first place of its amount that no other has;
    where none is left it shares one, for one quote may prove several commitments. Of mentions with the same quote and
    amount, which come in the order of the text, the first has the first place.
    """
    if not text:
        return []
    normalised, alike = NormalisedText.of(text), defaultdict(list)
    for mention in mentions:
        alike[(mention.quote, mention.amount_as_written)].append(mention)
    may_be = {key: list(islice(_places(normalised, *key), MOST_PLACES)) for key in alike}
    standing = {key: [_where(one, may_be[key]) for one in ones] for key, ones in alike.items()}
    taken = {place for places in standing.values() for place in places if place}
    found = []
    for key, ones in alike.items():
        free = (place for place in may_be[key] if not any(_overlap(place, other) for other in taken))
        places = [place or _first(free, may_be[key], taken) for place in standing[key]]
        found += [(*place, one) for place, one in zip(sorted(filter(None, places)), ones, strict=False)]
    return _in_order(found)


def _places(text: NormalisedText, quote: str, written: str) -> Iterator[Part]:
    """Every place of this amount inside this quote, in order."""
    for start, end in text.find_all(quote):
        for place in text.find_all(written, start):
            if place[1] > end:
                break
            yield place


def _where(mention, may_be: list[Part]) -> Part | None:
    """Which of these places is the one that is kept with the mention."""
    if mention.start is None:
        return None
    return next((place for place in may_be if _overlap(place, (mention.start, mention.end))), None)


def _first(free: Iterator[Part], may_be: list[Part], taken: set[Part]) -> Part | None:
    place = next(free, None)
    if place:
        taken.add(place)
    return place or next(iter(may_be), None)


def _overlap(one: Part, other: Part) -> bool:
    return one[0] < other[1] and other[0] < one[1]


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


def know_each_other(mentions) -> None:
    """Gives each mention, as `there`, those about the same amount in the text, with itself: a total of several commitments
    has one for each. Where no place is known, each mention is taken for an amount of its own."""
    together: defaultdict[object, list] = defaultdict(list)
    for one in mentions:
        one.there = together[_amount_of(one)]
        one.there.append(one)


def count_amounts(mentions) -> int:
    """How many amounts in a letter these mentions are about: one that proves several commitments has a mention for each.

    Where no place is known, each mention is taken for an amount of its own.
    """
    return len({_amount_of(one) for one in mentions})


def _amount_of(mention):
    return (mention.start, mention.end) if mention.start is not None else mention.pk


def places_in(mentions, letter, text: str) -> list:
    """The same for mentions of this letter in a text that may be another than the letter has."""
    return places_of(mentions) if text == letter.text else find_places(mentions, text)


def _in_order(places):
    return sorted(places, key=lambda place: place[:2])
