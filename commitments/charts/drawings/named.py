"""For each letter one bar: what of the euros that it names is new money, and what was named already."""

from collections.abc import Callable, Sequence

from commitments.charts.series import NAMED_AS, LetterLabel, Named

from .bars import Bar, Piece, draw_bars
from .canvas import NARROW, WIDE, Drawing
from .under_axis import day_of
from .wording import nothing

LOOKS = {"new": ("moss", "geleverd"), "before": ("slate", "aangekondigd"), "excluded": ("plum", "gereserveerd")}

PageOf = Callable[[LetterLabel], str]


def draw_wide(name: str, letters: Sequence[Named], title: str, href: PageOf = nothing) -> Drawing:
    return _bars(name, letters, title, href, WIDE)


def draw_narrow(
    name: str, letters: Sequence[Named], title: str, href: PageOf = nothing, width: float = NARROW
) -> Drawing:
    return _bars(name, letters, title, href, width)


def describe(letters: Sequence[Named]) -> str:
    """The chart in words, for who cannot see it."""
    told = "; ".join(f"{one.letter.name}: {in_words(one)}" for one in letters)
    return f"Wat elke brief noemt in Nederlandse euro's. {told}. De tabel heeft elk bedrag."


def in_words(named: Named) -> str:
    """What a letter names: "€ 3 nieuw geld, € 1 al genoemd"."""
    return ", ".join(f"{amount.full} {NAMED_AS[name]}" for name, amount in named.pieces())


def _bars(name: str, letters: Sequence[Named], title: str, href: PageOf, width: float) -> Drawing:
    found = {piece for one in letters for piece, _ in one.pieces()}
    meanings = [(words, *LOOKS[piece]) for piece, words in NAMED_AS.items() if piece in found]
    return draw_bars(name, [_bar(one, href) for one in letters], meanings, title, describe(letters), width)


def _bar(named: Named, href: PageOf) -> Bar:
    pieces, at = [], 0
    for name, amount in named.pieces():
        words = f"{named.letter.name}: {amount.full} {NAMED_AS[name]}"
        told = amount.in_drawing if len(named.pieces()) > 1 else ""
        pieces.append(Piece(at, at + amount.amount_eur, *LOOKS[name], words, told))
        at += amount.amount_eur
    letter = named.letter
    words = f"{letter.name}: {in_words(named)}"
    day = "" if letter.is_several else day_of(letter.date)
    return Bar(letter.name, day, tuple(pieces), named.total.in_drawing, words, href(letter))
