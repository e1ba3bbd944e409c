"""Invented rows and numbers for /stijl/, where maintainers see every component in every state. None is in the ledger."""

import datetime
from collections.abc import Sequence
from typing import Any

from commitments import palette
from commitments.models import Commitment, Mention
from commitments.querysets import Movement, Share
from letters.models import Letter

from . import series
from .drawings import flows, life, panels, periods, running, whole
from .drawings.canvas import Drawing

LONG = "Een heel lange titel over steun aan Oekraïne, de gevolgen voor de begroting en de verdeling over de jaren"
LETTERS = [
    series.LetterLabel(
        f"brief-{number}",
        LONG if number == 3 else f"Verzonnen brief {number}",
        f"Kamerstuk 00 000, nr. {number}",
        datetime.date(2022, 1, 10) + datetime.timedelta(days=45 * number),
    )
    for number in range(30)
]
COLOURS = list(palette.PALETTE)
CATEGORIES = [
    series.CategoryLabel(
        f"categorie-{number}",
        LONG if number == 3 else f"Verzonnen categorie {number}",
        f"Cat. {number}",
        COLOURS[number % len(COLOURS)],
    )
    for number in range(20)
]
PRECISIONS = Commitment.Precision.values


def _share(
    letter: int, category: int, year: int, end_year: int, amount: int, stage: int = 0, precision: int = 0
) -> Share:
    slugs = LETTERS[letter].slug, CATEGORIES[category].slug
    return Share(*slugs, year, end_year, series.STAGES[stage], PRECISIONS[precision], amount)


SHARES = {
    "één bedrag": [_share(0, 0, 2024, 2024, 1)],
    "één euro naast tien miljard": [
        _share(0, 0, 2024, 2024, 1),
        _share(0, 1, 2024, 2024, 10**10),
        _share(1, 2, 2023, 2023, 1),
    ],
    "elke fase, elke nauwkeurigheid": [
        _share(number % 3, number // 4, 2022 + number % 4, 2022 + number % 4, 3 * 10**8, number % 4, number // 4)
        for number in range(16)
    ],
    "vier perioden die niet zijn verdeeld": [
        _share(0, 0, 2022, 2024, 10**9),
        _share(0, 1, 2023, 2024, 2 * 10**9, 2, 1),
        _share(1, 2, 2024, 2026, 3 * 10**8, 3),
        _share(1, 3, 2025, 2030, 10**9),
        _share(2, 3, 2024, 2024, 10**9),
    ],
    "dertig jaar": [
        _share(number % 5, number % 4, 2010 + number, 2010 + number, (number + 1) * 10**8, number % 4, number % 4)
        for number in range(30)
    ],
    "twintig categorieën": [
        _share(number % 5, number, 2022 + number % 5, 2022 + number % 5, (number + 1) * 10**7, number % 4)
        for number in range(20)
    ],
    "dertig brieven": [
        _share(number, number % 6, 2022 + number % 5, 2022 + number % 5, (number * 7919 % 97 + 1) * 10**7)
        for number in range(30)
    ],
}
# Which charts a state is hardest on; the page would be endless with all of them.
HARDEST = {
    "één bedrag": ("jaren", "panelen", "geheel", "lopend", "stromen"),
    "één euro naast tien miljard": ("jaren", "geheel"),
    "elke fase, elke nauwkeurigheid": ("jaren", "panelen"),
    "vier perioden die niet zijn verdeeld": ("jaren",),
    "dertig jaar": ("jaren",),
    "twintig categorieën": ("jaren", "geheel"),
    "dertig brieven": ("lopend",),
}


LIFE_KINDS = {
    "announced": "voor het eerst genoemd",
    "repeated": "herhaald",
    "raised": "verhoogd",
    "split": "gesplitst",
    "lowered": "verlaagd",
    "merged": "samengevoegd",
    "withdrawn": "vervallen",
}
LIFE_AMOUNTS = (4, 4, 6, 6, 5, 7, 0)  # hundreds of millions, after each of these


def _life() -> series.Life:
    """One commitment to which everything happens, a letter each."""
    stretches = [
        series.Stretch(
            f"verzonnen-{number}",
            f"Verzonnen toezegging {number}",
            CATEGORIES[number // 3],
            series.STAGES[3 - number % 4],
            series.Sum(amount * 10**8, PRECISIONS[number % 4]),
            begin,
            end,
        )
        for number, (amount, begin, end) in enumerate(
            [(4, 0, 2), (6, 2, 3), (2, 3, 5), (4, 3, 4), (3, 4, 5), (7, 5, 6)]
        )
    ]
    steps = [
        series.LifeStep(LETTERS[3 * place], (kind,), words, series.Sum(LIFE_AMOUNTS[place] * 10**8))
        for place, (kind, words) in enumerate(LIFE_KINDS.items())
    ]
    return series.Life(tuple(steps), tuple(stretches), LETTERS[-1].date)


def drawings() -> list[tuple[str, list[tuple[Drawing, Drawing]]]]:
    """(state, its drawings, wide and narrow) for each invented state of the data."""
    found = [
        (state, [_both(f"{kind}-{number}", *_chart(kind, SHARES[state])) for kind in kinds])
        for number, (state, kinds) in enumerate(HARDEST.items())
    ]
    return [*found, ("een levensloop met van alles", [_both("leven", life, _life())])]


def _chart(kind: str, shares: Sequence[Share]) -> tuple[Any, Any]:
    """How these shares are drawn in a chart of this kind: the module that draws it, and what it draws."""
    if kind == "stromen":
        return flows, series.largest_flows(series.flows(shares, CATEGORIES, LETTERS), CATEGORIES)
    if kind == "lopend":
        dates = {letter.slug: letter.date for letter in LETTERS}
        movements = [
            Movement(dates[share.letter], share.category, share.year, share.end_year, share.amount_eur)
            for share in shares
        ]
        return running, series.running_total(movements, CATEGORIES, LETTERS)
    by_period = series.by_period(shares, CATEGORIES)
    if kind == "geheel":
        return whole, series.whole_of_total(by_period)
    return (periods if kind == "jaren" else panels), by_period


def _both(name: str, module: Any, data: Any) -> tuple[Drawing, Drawing]:
    title = "Verzonnen cijfers"
    return module.draw_wide(f"{name}-breed", data, title), module.draw_narrow(f"{name}-smal", data, title)


def _commitment(**facts: Any) -> Commitment:
    about: dict[str, Any] = {
        "title": "Verzonnen toezegging",
        "slug": "verzonnen",
        "amount_eur": 2_500_000_000,
        "year": 2024,
        "end_year": 2024,
    }
    return Commitment(**about | facts)


def amounts() -> list[Commitment]:
    """A commitment of each precision, and one of € 1."""
    return [_commitment(precision=precision) for precision in PRECISIONS] + [_commitment(amount_eur=1)]


class _Standing:
    """As much of a commitment as its tag needs."""

    def __init__(self, standing: Commitment.Standing, exclusion: str) -> None:
        self.standing = standing
        self.get_exclusion_display = Commitment.Exclusion(exclusion).label


def standings() -> list[_Standing]:
    """Each place that a commitment can have, and each reason for leaving one out."""
    plain = [_Standing(standing, "") for standing in Commitment.Standing if standing != "excluded"]
    return plain + [_Standing(Commitment.Standing.EXCLUDED, reason) for reason in Commitment.Exclusion.values if reason]


def mentions() -> list[Mention]:
    """A mention of each verdict."""
    letter = Letter(
        reference="VERZONNEN-1", date=datetime.date(2024, 1, 1), short_title="Verzonnen brief", slug="verzonnen"
    )
    return [
        Mention(
            letter=letter,
            position=number,
            quote="een verzonnen citaat met EUR 2,5 miljard erin",
            amount_as_written="EUR 2,5 miljard",
            verdict=verdict,
            note="Waarom dit oordeel." if number % 2 else "",
        )
        for number, verdict in enumerate(Mention.Verdict.values, start=1)
    ]
