"""The life of one commitment: what stood after each letter, from the first promise to what came in its place."""

import datetime
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from commitments.precision import Sum

from .labels import CategoryLabel, LetterLabel

REPEATED = "repeated"
TAIL = 12  # of the whole time: how much is drawn of what stands after the last letter, at least


@dataclass(frozen=True)
class LifeStep:
    """What one letter did, by keys and in words ("verlaagd"), and what stood after it."""

    letter: LetterLabel
    did: tuple[str, ...]
    words: str
    total: Sum

    @property
    def is_repeat(self) -> bool:
        """Whether it did nothing but repeat."""
        return self.did == (REPEATED,)


@dataclass(frozen=True)
class Stretch:
    """One commitment for as long as it stands: after the step at place `begin`, up to (not after) that at `end`."""

    slug: str
    title: str
    category: CategoryLabel
    stage: str
    amount: Sum
    begin: int
    end: int


@dataclass(frozen=True)
class Level:
    """From one day to another the same commitments stand; none of them is nothing at all."""

    since: datetime.date
    until: datetime.date
    stretches: tuple[Stretch, ...]

    @property
    def total(self) -> Sum:
        return Sum.of((one.amount.amount_eur, one.amount.precision) for one in self.stretches)


@dataclass(frozen=True)
class Life:
    """The steps in order of letters, and the commitments that stand after them.

    `stand` is up to when the letters go. `left` and `joined` say whether money went apart, or other money came with it.
    """

    steps: tuple[LifeStep, ...]
    stretches: tuple[Stretch, ...]
    stand: datetime.date
    left: bool = False
    joined: bool = False

    @property
    def repeats(self) -> int:
        """In how many letters it is repeated, and nothing else is done to it."""
        return sum(step.is_repeat for step in self.steps)

    @property
    def is_drawn(self) -> bool:
        """Whether there is anything to see: more than one letter, and an amount that stood for at least a day."""
        return len(self.steps) > 1 and any(level.total.amount_eur for level in self.levels)

    @property
    def is_sum(self) -> bool:
        """Whether more than one amount stood at once, so that what stood is added up by us."""
        return any(len(level.stretches) > 1 for level in self.levels)

    @property
    def last(self) -> Sum:
        """What stands after the last letter."""
        return self.steps[-1].total

    @property
    def since(self) -> datetime.date:
        return self.steps[0].letter.date

    @cached_property
    def until(self) -> datetime.date:
        """The last day that is drawn: some time after the last step, so that there is something of it to see."""
        last = max(self.steps[-1].letter.date, self.stand if self.last.amount_eur else datetime.date.min)
        tail = max((last - self.since) / TAIL, datetime.timedelta(days=15))
        return max(last, self.steps[-1].letter.date + tail)

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """What stands, day by day; a day with two letters has what stands after both."""
        days = [*(step.letter.date for step in self.steps), self.until]
        found: list[Level] = []
        for place, (since, until) in enumerate(pairwise(days)):
            standing = self.standing_after(place)
            if since == until:
                continue
            if found and found[-1].stretches == standing:
                since = found.pop().since
            found.append(Level(since, until, standing))
        return tuple(found)

    def standing_after(self, place: int) -> tuple[Stretch, ...]:
        """The commitments that stand after the step at this place."""
        return tuple(one for one in self.stretches if one.begin <= place < one.end)

    @cached_property
    def highest_eur(self) -> int:
        """The most that stood after a letter, also where another of the same day ended it."""
        return max((step.total.amount_eur for step in self.steps), default=0)

    @property
    def categories(self) -> list[CategoryLabel]:
        return list(dict.fromkeys(one.category for level in self.levels for one in level.stretches))

    @property
    def stages(self) -> list[str]:
        return list(dict.fromkeys(one.stage for level in self.levels for one in level.stretches))

    @property
    def is_rough(self) -> bool:
        """Whether an amount in it is not exact."""
        return any(one.amount.precision != "exact" for one in self.stretches)
