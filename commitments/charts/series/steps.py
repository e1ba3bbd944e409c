"""A running total with no more steps than a chart can tell apart: of many dates the last of each month, quarter or year."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from commitments.precision import combined

from .labels import LetterLabel
from .running import INVASION, Event, RunningTotal

MOST_AREAS = 140  # of one category from one step to the next
MOST_EVENTS = 24
Span = Callable[[datetime.date], tuple[int, ...]]
SPANS: tuple[tuple[str, Span], ...] = (  # from short to long
    ("elke maand", lambda date: (date.year, date.month)),
    ("elk kwartaal", lambda date: (date.year, (date.month - 1) // 3)),
    ("elk jaar", lambda date: (date.year,)),
)


def few_steps(running: RunningTotal) -> RunningTotal:
    """The same where it has few steps and few events. Else only its total at the end of each month, quarter or year, the
    shortest with which there are few, and the events of each together. Each total that is left is that of its day."""
    most_steps = MOST_AREAS // max(len(running.categories), 1)
    quiet = [event for event in running.events if event != INVASION]
    if len(running.dates) > most_steps:
        running = _at_ends(running, *_shortest(running.dates, most_steps))
    if len(quiet) > MOST_EVENTS:
        others = [event for event in running.events if event == INVASION]
        _, span = _shortest([event.date for event in quiet], MOST_EVENTS)
        events = sorted([*others, *_together(quiet, span)], key=lambda event: (event.date, event.name))
        running = replace(running, events=tuple(events))
    return running


def _shortest(dates: Sequence[datetime.date], most: int) -> tuple[str, Span]:
    """The shortest span of which these dates have no more than so many; the longest where that is none."""
    return next((one for one in SPANS if len({one[1](date) for date in dates}) <= most), SPANS[-1])


def _at_ends(running: RunningTotal, each: str, span: Span) -> RunningTotal:
    """With only the last of its dates in each span, at which all that changed in it has come together."""
    within = _by_span(running.dates, span)
    ends = [dates[-1] for dates in within]
    places = [running.dates.index(date) for date in ends]
    return replace(
        running,
        dates=tuple(ends),
        steps_eur={slug: tuple(steps[place] for place in places) for slug, steps in running.steps_eur.items()},
        letters={dates[-1]: _of_all(running.letters, dates) for dates in within},
        changes={dates[-1]: combined(running.changes.get(date, "exact") for date in dates) for dates in within},
        each=each,
    )


def _of_all(
    letters: Mapping[datetime.date, Sequence[LetterLabel]], dates: Iterable[datetime.date]
) -> tuple[LetterLabel, ...]:
    return tuple(letter for date in dates for letter in letters.get(date, ()))


def _by_span(dates: Iterable[datetime.date], span: Span) -> list[list[datetime.date]]:
    """These dates, which are in order, by the span in which they lie."""
    found: dict[tuple[int, ...], list[datetime.date]] = {}
    for date in dates:
        found.setdefault(span(date), []).append(date)
    return list(found.values())


def _together(events: Iterable[Event], span: Span) -> list[Event]:
    """One event for all of a span that are of one kind."""
    found: dict[tuple[tuple[int, ...], bool], list[Event]] = {}
    for event in events:
        found.setdefault((span(event.date), event.is_outside), []).append(event)
    return [
        ones[0] if len(ones) == 1 else Event(ones[-1].date, f"{len(ones)} brieven", is_outside, ones[0].date)
        for (_, is_outside), ones in found.items()
    ]
