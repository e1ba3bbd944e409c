"""Totals shaped for a chart and its table: complete, in order, labelled. No database, no plotly.

Every amount is in whole euros. None is an empty cell, "geen bedrag in deze brieven"; it is never shown as € 0. Read
labels.py and periods.py; running.py, flow.py and whole.py are the other charts, and overview.py what stands before
them; named.py and difference.py tell what of it is new, and life.py is of one commitment. Others use what is named here.
"""

from commitments.precision import Sum, combined

from .difference import MOVED, STEPS, Difference, Step, difference
from .flow import Flow, flows, largest_flows
from .labels import ALL_STAGES, MOST_LETTERS, STAGES, UNDIVIDED, CategoryLabel, LetterLabel, Period
from .life import REPEATED, Level, Life, LifeStep, Stretch
from .named import NAMED_AS, Named, largest_named, named_by_letters
from .overview import Answer, Bar, answer, bars, by_letter, changes_by_kind, changes_by_letter, net, with_change
from .periods import AXIS_BEGIN, AXIS_END, NO_AMOUNT, PeriodSeries, Segment, by_period
from .running import INVASION, Event, RunningRow, RunningTotal, running_total
from .steps import few_steps
from .whole import UNDIVIDED_NAME, InStage, Slice, Whole, whole_of_commitment, whole_of_total

__all__ = [
    "ALL_STAGES", "AXIS_BEGIN", "AXIS_END", "INVASION", "MOST_LETTERS", "MOVED", "NAMED_AS",
    "NO_AMOUNT", "REPEATED", "STAGES", "STEPS", "UNDIVIDED", "UNDIVIDED_NAME",
    "Answer", "Bar", "CategoryLabel", "Difference", "Event", "Flow", "InStage", "LetterLabel", "Level", "Life",
    "LifeStep", "Named", "Period", "PeriodSeries", "RunningRow", "RunningTotal", "Segment", "Slice", "Step",
    "Stretch", "Sum", "Whole",
    "answer", "bars", "by_letter", "by_period", "changes_by_kind", "changes_by_letter", "combined", "difference",
    "few_steps", "flows", "largest_flows", "largest_named", "named_by_letters", "net", "running_total", "whole_of_commitment",
    "whole_of_total", "with_change",
]  # fmt: skip
