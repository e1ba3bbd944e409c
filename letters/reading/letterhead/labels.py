"""The form of the ministries: values behind or below labels ("Datum", "Betreft", "Onze referentie")."""

import datetime
import re

from letters.reading.text.layout import tidy
from letters.reading.text.nearby import matches_in, parts_around, places_of_words
from letters.reading.text.paper import Paper

from .lines import (
    DAY,
    LABELLED_DATE,
    LINE_END,
    LONE_DATE,
    LONGEST_VALUE,
    PRINTED_DATE,
    SALUTATION,
    SPACE,
    day,
    goes_on_a_sentence,
)
from .printed import Place

# A label stands at the begin of a line, apart from what is before it (two spaces), or right after a year.
LABEL_NAMES = {
    "date": r"datum",
    "subject": r"betreft|onderwerp",
    "reference": r"onze\s+referentie|ons\s+kenmerk|kenmerk|referentie",
    "": r"uw\s+(?:referentie|kenmerk|brief)|bijlage(?:n|\(n\)|\[n\])?|contactpersoon|behandeld\s+door|opgesteld\s+door|"
    r"afschrift\s+aan|telefoon|pagina\s+[0-9]+\s+van\s+[0-9]+",
}
REFERENCE_WORDS = ("referentie", "kenmerk")  # one of them is in every label of a reference
LABEL = re.compile(
    r"(?:^[^\S\n]*|(?<=[^\S\n]{2})|(?<=[0-9]{4}[^\S\n]))"
    r"(?:" + "|".join(f"(?P<{name or 'other'}>{words})" for name, words in LABEL_NAMES.items()) + r")"
    r"(?=[^\S\n]*(?::|\n|\Z)|[^\S\n]+\S)[^\S\n]*:?",
    re.MULTILINE | re.IGNORECASE,
)
AT_LINE_END = re.compile(LINE_END)
COLUMN = re.compile(r"\S(?:\S|[ ]\S)*")
ROW = re.compile(rf"^{SPACE}*(?P<value>\S(?:[^\n]*\S)?){SPACE}*(?:\n|\Z)", re.MULTILINE)
# "BS2025003456" or "DGBEB / 24012345": one word, with slashes that may stand apart.
REFERENCE = re.compile(rf"[A-Za-z0-9][\w./-]{{0,60}}(?:{SPACE}/{SPACE}[\w./-]{{1,60}}){{0,3}}(?<=[0-9A-Za-z])")
FEWEST_DIGITS = 4  # of a reference
# Above the answers to questions: "(ontvangen 17 maart 2014)".
RECEIVED = re.compile(rf"\(\s?ontvangen\s{{1,3}}{DAY}\s?\)", re.IGNORECASE)
BLANKS, GAP = re.compile(r"[^\S\n]*"), re.compile(r"[\s:-]{0,200}")


def stacked_values(seen: str) -> dict[str, tuple[int, int]]:
    """Of labels before all their values: where each value stands, by what the label names.

    Each label has its line and so has each value, but a subject may have more; or all labels stand on one line, and all
    values on the next. A date and a reference must look like one.
    """
    labels, begin = list(LABEL.finditer(seen)), 0
    for at, label in enumerate(labels):
        following = labels[at + 1].start() if at + 1 < len(labels) else len(seen)
        if not seen[label.end() : following].strip():
            continue
        run, begin = labels[begin : at + 1], at + 1
        lines = seen.count("\n", run[0].start(), label.end())
        if len(run) > 1 and AT_LINE_END.match(seen, label.end()):
            rows = _rows(seen, label.end(), following, len(run) if lines else 1)
            if not lines:
                rows = [column.span() for row in rows[:1] for column in COLUMN.finditer(seen, *row)]
            spans = _values_of([one.lastgroup or "" for one in run], rows)
            if _look_right(seen, spans):
                return spans
    return {}


def _rows(seen: str, start: int, stop: int, fewest: int) -> list[tuple[int, int]]:
    """The places of the lines from here, up to the first blank one behind the fewest that are wanted."""
    salutation = SALUTATION.search(seen, start, stop)
    rows: list[tuple[int, int]] = []
    end = start
    for row in ROW.finditer(seen, start, salutation.start() if salutation else stop):
        if len(rows) >= fewest and seen[end : row.start("value")].count("\n") > 1:
            break
        rows.append(row.span("value"))
        end = row.end()
    return rows


def _values_of(names: list[str], rows: list[tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """The rows by the names of their labels, in the same order; those that are left over go with the subject."""
    surplus = len(rows) - len(names)
    if surplus < 0 or (surplus and names.count("subject") != 1) or surplus > 3:
        return {}
    spans, at = {}, 0
    for name in names:
        last = at + (surplus if name == "subject" else 0)
        spans[name] = rows[at][0], rows[last][1]
        at = last + 1
    return spans


def _look_right(seen: str, spans: dict[str, tuple[int, int]]) -> bool:
    is_date = "date" not in spans or bool(LABELLED_DATE.match(seen, spans["date"][0]))
    return is_date and ("reference" not in spans or bool(_reference_at(seen, spans["reference"][0])))


def date(seen: str, head: str, stacked: dict[str, tuple[int, int]]) -> tuple[datetime.date | None, Place] | None:
    """The date under the label, in the line with the place, or alone on a line of the head; in that order of trust."""
    if "date" in stacked and (match := LABELLED_DATE.match(seen, stacked["date"][0])):
        return day(match), Place(match.start("day"), match.end())
    for label in LABEL.finditer(seen):
        match = LABELLED_DATE.match(seen, label.end()) if label["date"] else None
        if match:
            return day(match), Place(match.start("day"), match.end())
    for match in PRINTED_DATE.finditer(seen):
        if not goes_on_a_sentence(seen, match.start()):
            return day(match), Place(match.start("day"), match.end("year"))
    if received := RECEIVED.search(head):
        return day(received), Place(received.start("day"), received.end("year"))
    lone = LONE_DATE.search(head)
    if lone and len(head) < len(seen) and not goes_on_a_sentence(seen, lone.start()):
        return day(lone), Place(lone.start("day"), lone.end("year"), "een datum zonder opschrift, boven de brief")
    return None


def labelled_text(text: str, seen: str, head: str, stacked: dict[str, tuple[int, int]]) -> tuple[str, Place] | None:
    """What stands behind "Betreft", up to a blank line, the next label or the salutation."""
    if "subject" in stacked:
        return tidy(text[slice(*stacked["subject"])])[:LONGEST_VALUE], Place(*stacked["subject"])
    labels = list(LABEL.finditer(seen))
    for at, label in enumerate(labels):
        beside_date = any(other["date"] for other in labels[max(at - 1, 0) : at + 2])
        if not label["subject"] or (label.start() >= len(head) and not beside_date):
            continue
        stop = min([other.start() for other in labels[at + 1 : at + 2]] + [label.end() + LONGEST_VALUE + 50])
        salutation = SALUTATION.search(seen, label.end(), stop)
        value = re.compile(rf"\s*(?P<value>\S[^\n]*(?:\n{SPACE}*\S[^\n]*){{0,4}})").match(
            seen, label.end(), salutation.start() if salutation else stop
        )
        if value:
            return tidy(text[slice(*value.span("value"))])[:LONGEST_VALUE], Place(*value.span("value"))
    return None


def _reference_at(seen: str, start: int) -> re.Match[str] | None:
    value = REFERENCE.match(seen, start)
    enough = value and sum(sign.isdigit() for sign in value[0]) >= FEWEST_DIGITS
    return value if enough and not LABELLED_DATE.match(seen, start) else None


def _behind(pattern: re.Pattern[str], seen: str, start: int) -> int:
    """Where this pattern ends that begins here; here, if it does not."""
    found = pattern.match(seen, start)
    return found.end() if found else start


def reference(paper: Paper, stacked: dict[str, tuple[int, int]]) -> tuple[str, Place] | None:
    """What stands behind "Onze referentie", on its line or the next; it may stand on every page, so also below."""
    text, seen = paper.text, paper.seen
    if "reference" in stacked and (value := _reference_at(seen, stacked["reference"][0])):
        return tidy(text[slice(*value.span())]), Place(*value.span())
    named = [(place, place) for place in places_of_words(paper.folded, REFERENCE_WORDS)]
    for label in matches_in(LABEL, seen, parts_around(named, 200, 300)):
        if not label["reference"]:
            continue
        start = label.end()
        # Labels may stand side by side, with their values side by side below.
        while beside := LABEL.match(seen, _behind(BLANKS, seen, start)):
            start = beside.end()
        gap = _behind(GAP, seen, start)
        value = _reference_at(seen, gap)
        if value and not LABEL.match(seen, gap):
            return tidy(text[slice(*value.span())]), Place(*value.span())
    return None
