"""The answers of an Intake: text by the name of its field, as proposed and as typed.

Nothing is validated here. What is wrong with an answer is said when the letter goes to the ledger (entering.py), by the
forms of the admin.
"""

import datetime
import re
from contextlib import suppress

from letters.kamerstuk import NotAKamerstuk, parse_dossier
from letters.reading.letterhead.printed import Header, PrintedDossier

from . import proposals
from .fields import FIELDS, ROW

NAME = re.compile(
    r"(?P<group>letter|dossier|signature|row|new)(?:-(?P<key>[0-9]{1,2}|[0-9]+[a-z]*))?-(?P<field>[a-z_]+)"
)


def numbered(answers, prefix):
    """The answers of numbered groups: numbered(answers, "dossier")[1]["title"]."""
    groups: dict[int, dict[str, str]] = {}
    for name, value in answers.items():
        head, _, rest = name.partition("-")
        number, _, last = rest.partition("-")
        if head == prefix and number.isdigit():
            groups.setdefault(int(number), {})[last] = value
    return dict(sorted(groups.items()))


def row_answers(answers, key):
    return {spec.name: answers.get(f"row-{key}-{spec.name}", "") for spec in ROW}


def typed_header(answers) -> Header:
    """The Header that these answers give the letter, as far as they can be read: which letter it is."""
    day, dossiers = None, []
    with suppress(ValueError):
        day = datetime.datetime.strptime(answers.get("letter-date", "").strip(), "%d-%m-%Y").date()
    for fields in numbered(answers, "dossier").values():
        with suppress(NotAKamerstuk):
            dossiers.append(PrintedDossier(parse_dossier(fields.get("number", ""))))
    number = answers.get("letter-number", "").strip()
    return Header(
        kamerstuk_number=int(number) if number.isdecimal() and len(number) < 6 else None,
        dossiers=tuple(dossiers),
        date=day,
        reference=answers.get("letter-reference", ""),
        title=answers.get("letter-title", ""),
    )


def first_answers(proposed):
    """The answers of a page on which nobody did anything yet: what is proposed."""
    groups = [("letter", proposed["letter"])]
    for prefix in ("dossier", "signature"):
        groups += [(f"{prefix}-{number}", one) for number, one in enumerate(proposed[f"{prefix}s"], start=1)]
    groups += [(f"row-{row['key']}", row["fields"]) for row in proposed["rows"]]
    return {f"{prefix}-{name}": one["value"] for prefix, fields in groups for name, one in fields.items()}


def posted_answers(intake, post):
    """The answers of a page that was sent: every field as typed. Fields that the page did not have keep their answer.

    NUL is left out: PostgreSQL cannot hold it, and no person types one.
    """
    keys = {row["key"] for row in intake.proposals["rows"]}
    posted = {
        name: value.replace("\0", "").replace("\r\n", "\n") for name, value in post.items() if _is_field(name, keys)
    }
    return intake.answers | dict.fromkeys(_ticks_beside(posted), "") | posted


def _is_field(name, keys):
    match = NAME.fullmatch(name)
    if not match or match["field"] not in FIELDS[match["group"]]:
        return False
    return match["key"] in keys if match["group"] == "row" else True


def _ticks_beside(posted):
    """The ticks of the letter, rows and signatures that were sent: one that is not ticked is not sent."""
    for name in posted:
        prefix, _, field_name = name.rpartition("-")
        if field_name == "verdict":
            yield from (f"{prefix}-{tick}" for tick in ("agreed", "rest_ends", "for_each", "is_cumulative"))
        if name == "letter-kind":
            yield "letter-is_another"
        if field_name == "minister":
            yield f"{prefix}-left_out"


def json_of(row, **more):
    """A proposals.ProposedRow as it is kept with the intake."""
    fields = {
        "quote": proposals.Proposed(row.quote),
        "as_written": proposals.Proposed(row.as_written),
        **row.fields,
    }
    return {
        "key": row.key,
        "start": row.start,
        "end": row.end,
        "written_amount": row.amount,
        "currency": row.currency,
        "fields": json_of_fields(fields),
        **more,
    }


def json_of_fields(fields):
    return {name: {"value": one.value, "why": one.why, "doubtful": one.doubtful} for name, one in fields.items()}


def formset_data(prefix, rows, initial=0):
    """What a browser would send for a formset with these rows."""
    data = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": initial}
    for number, row in enumerate(rows):
        data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return data
