"""Two versions of the page on which a letter is entered: what is merged, and what they have otherwise."""

from collections.abc import Iterator
from dataclasses import replace

from commitments.models import Intake
from ukrainesteun.editions.merging import MAIN, SentPage, differing, merge

from .fields import AGREED
from .page import Field, IntakePage


def beside_saved(intake: Intake, answers: dict[str, str], version: int | None) -> tuple[dict[str, str], list[str]]:
    """These answers with what only somebody else changed since this version, and the names of those fields.

    What both changed stays as it is typed here: `differences` tells it. Without a version everything does.
    """
    base = intake.answers if version is None else intake.answers_at(version)
    names = {**intake.answers, **answers}
    merged = merge(_as_sent(base, names).fingerprints(), _as_sent(answers, names), _as_sent(intake.answers, names))
    return {name: value for name, (value,) in merged.page.rows[MAIN].items()}, [name for _, name in merged.taken]


def differences(intake: Intake, answers: dict[str, str]) -> Iterator[tuple[str, Field, Field]]:
    """(where, my field, their field) for every field that these answers give otherwise than the saved ones; a tick of
    a row is a field too."""
    names = {**intake.answers, **answers}
    differ = {name for _, name in differing(_as_sent(answers, names), _as_sent(intake.answers, names))}
    page = IntakePage(intake, answers)
    for where, mine in page.fields:
        if mine.name in differ:
            yield where, mine, replace(mine, value=intake.answers.get(mine.name, ""))
    for row in page.rows:
        if (tick := f"row-{row.key}-agreed") in differ:
            mine = Field(tick, AGREED, "ja" if row.is_agreed else "nee")
            yield f"Rij {row.key}", mine, replace(mine, value="nee" if row.is_agreed else "ja")


def _as_sent(answers, names):
    """The answers as a page of only these fields."""
    return SentPage({MAIN: {name: (answers.get(name, ""),) for name in names}})
