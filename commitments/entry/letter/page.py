"""The page on which a letter is entered: its fields, from an Intake and back.

Nothing is validated here. An answer is text under the name of its field, kept as typed; what is wrong with it is said
when the letter goes to the ledger (ledger.py), by the forms of the admin.
"""

import re
from dataclasses import dataclass, field, replace

from commitments.models import Category, Channel, Commitment
from letters.models import Letter, Minister, Signature

from . import proposals
from .proposals import CONTEXT, FIELDS_OF, NEW, NOT_MONEY, REPEATS

TICKED = "on"
VERDICTS = (
    ("", "— kies —"),
    (NEW, "nieuwe toezegging"),
    (REPEATS, "herhaalt een toezegging"),
    (CONTEXT, "context: geen Nederlandse toezegging"),
    (NOT_MONEY, "geen geld"),
)
TEXT, AREA, SELECT, TICK = "text", "area", "select", "tick"
NAME = re.compile(r"(?P<group>letter|dossier|signature|row)(?:-(?P<key>[0-9]{1,2}|[0-9]+[a-z]*))?-(?P<field>[a-z_]+)")


@dataclass(frozen=True)
class Spec:
    """How a field is shown, apart from its value."""

    name: str
    label: str
    kind: str = TEXT
    help: str = ""
    options: str = ""  # the name of its choices
    suggestions: str = ""  # the id of its datalist
    size: str = ""  # a class for its width


def _of(model, name, kind=TEXT, help=None, **more):
    """A field that carries the label, and unless told otherwise the help text, of the model's own."""
    own = model._meta.get_field(name)
    label = str(own.verbose_name)
    return Spec(name, label[:1].upper() + label[1:], kind, str(own.help_text) if help is None else help, **more)


LETTER = (
    _of(Letter, "kind", SELECT, options="kind"),
    _of(Letter, "number", size="short"),
    _of(Letter, "reference", help="Zoals BZDOC-151675943-16."),
    _of(Letter, "date", help="Als 17-11-2023.", size="short"),
    _of(Letter, "title", AREA),
    _of(Letter, "short_title"),
    _of(Letter, "note", AREA),
)
DOSSIER = (
    Spec("number", "Dossier", help="Zoals 36 045, 21 501-20 of 36 200 V.", size="short"),
    Spec("title", "Titel van het dossier"),
)
SIGNATURE = (
    _of(Signature, "minister", SELECT, options="minister"),
    _of(Signature, "office", help=""),
    _of(Signature, "manner", SELECT, options="manner"),
    _of(Signature, "name_as_printed", help="Letterlijk. Leeg als de brief alleen het ambt noemt."),
    Spec("left_out", "Weglaten", TICK),
)
ROW = (
    Spec("verdict", "Oordeel", SELECT, options="verdict"),
    Spec("target", "Herhaalt", help="Een rij van deze brief (rij 3) of het adres van een toezegging.",
         suggestions="targets"),
    Spec("quote", "Citaat", AREA, help="Het kortste letterlijke fragment met het bedrag en waarvoor het is."),
    Spec("as_written", "Bedrag zoals geschreven", size="middle"),
    _of(Commitment, "title"),
    Spec("amount", "Bedrag", help="In euro's: 2,5 miljard mag ook.", size="middle"),
    _of(Commitment, "precision", SELECT, options="precision"),
    _of(Commitment, "year", help="Of het eerste jaar van de periode.", size="short"),
    _of(Commitment, "end_year", help="Leeg voor één jaar.", size="short"),
    _of(Commitment, "period_note", size="middle"),
    _of(Commitment, "category", SELECT, options="category"),
    _of(Commitment, "channel", SELECT, options="channel"),
    _of(Commitment, "stage", SELECT, options="stage"),
    _of(Commitment, "finance_type", SELECT, options="finance_type"),
    _of(Commitment, "exclusion", SELECT, options="exclusion"),
    _of(Commitment, "part_of", help="Rij 3, of het adres van een toezegging.", suggestions="targets"),
    _of(Commitment, "supersedes", help="Rij 3, of het adres van een toezegging.", suggestions="targets"),
    _of(Commitment, "moved_parts", help="De adressen, met komma's ertussen.", suggestions="targets"),
    Spec("parts_stay", "Geen onderdeel gaat mee", TICK),
    Spec("note", "Toelichting", AREA, help="Waarom wij de brief zo lezen. Openbaar."),
)  # fmt: skip
FIELDS = {
    "letter": {spec.name for spec in LETTER},
    "dossier": {spec.name for spec in DOSSIER},
    "signature": {spec.name for spec in SIGNATURE},
    "row": {spec.name for spec in ROW} | {"agreed"},
}
ALWAYS = ("verdict", "quote", "as_written", "note")  # whatever the verdict is


AGREED = Spec("agreed", "Akkoord", TICK)


def choices():
    """The options of every select, by name, as (value, words)."""
    blank = [("", "— kies —")]
    return {
        "kind": Letter.Kind.choices,
        "verdict": VERDICTS,
        "manner": Signature.Manner.choices,
        "minister": blank + list(Minister.objects.working().values_list("slug", "name")),
        "precision": Commitment.Precision.choices,
        "category": blank + list(Category.objects.working().values_list("slug", "name")),
        "channel": [("", "geen"), *Channel.objects.working().values_list("slug", "name")],
        "stage": Commitment.Stage.choices,
        "finance_type": Commitment.FinanceType.choices,
        "exclusion": Commitment.Exclusion.choices,
    }


@dataclass
class Field:
    """One field on the page."""

    name: str
    spec: Spec
    value: str
    why: str = ""
    is_doubtful: bool = False
    is_changed: bool = False  # a person typed something else than was proposed
    options: tuple = ()
    errors: list = field(default_factory=list)

    @property
    def id(self):
        return f"id_{self.name}"

    @property
    def words(self):
        """The value as a reader knows it."""
        return next((words for value, words in self.options if value == self.value), self.value)


@dataclass
class Group:
    """Fields that belong together: one dossier, one signature."""

    name: str
    fields: list


@dataclass
class RowOnPage:
    """One money expression with its fields, by name."""

    key: str
    start: int
    end: int
    is_added: bool
    mention: int | None  # of a row that stands in the ledger already
    fields: dict
    doubts: list
    is_agreed: bool
    errors: list
    is_found: bool  # in the text
    refers_to: Commitment | None = None  # which one of the ledger it repeats

    @property
    def anchor(self):
        return f"rij-{self.key}"

    @property
    def verdict(self):
        return self.fields["verdict"].value

    @property
    def common(self):
        return [self.fields[name] for name in ("verdict", "target", "quote", "as_written")]

    @property
    def of_commitment(self):
        return [self.fields[name] for name in FIELDS_OF[NEW]]

    @property
    def all_errors(self):
        return [*self.errors, *(error for one in self.fields.values() for error in one.errors)]

    @property
    def is_handled(self):
        return self.is_agreed or self.mention is not None

    @property
    def state(self):
        if self.mention is not None:
            return "known"
        if self.is_agreed:
            return "agreed"
        return "doubtful" if self.doubts else "open"

    @property
    def state_in_words(self):
        return {"known": "in het grootboek", "agreed": "akkoord", "doubtful": "twijfel", "open": "te doen"}[self.state]

    @property
    def summary(self):
        """What the row says, in a line: only what this verdict uses."""
        if self.verdict == NEW:
            period = "-".join(filter(None, [self.fields["year"].value, self.fields["end_year"].value]))
            names = [
                self.fields["title"].value,
                period,
                self.fields["category"].words if self.fields["category"].value else "",
            ]
            return " · ".join(filter(None, names))
        if self.verdict != REPEATS:
            return ""
        return self.refers_to.title if self.refers_to else self.fields["target"].value


class Page:
    """Everything on the page of one intake, for these answers; `errors` are by field name, or by row ("row-3")."""

    def __init__(self, intake, answers=None, errors=None):
        self.answers = intake.answers if answers is None else answers
        self.errors = errors or {}
        self.proposals = intake.proposals
        self.choices = choices()
        self.letter = self._fields("letter", LETTER, self.proposals.get("letter", {}))
        self.dossiers = self._groups("dossier", DOSSIER)
        self.signatures = self._groups("signature", SIGNATURE)
        self.rows = [self._row(row) for row in self.proposals.get("rows", [])]

    def _fields(self, prefix, specs, proposed):
        return [self._field(f"{prefix}-{spec.name}", spec, proposed.get(spec.name, {})) for spec in specs]

    def _field(self, name, spec, proposed):
        value = self.answers.get(name, "")
        is_changed = value != proposed.get("value", "")
        return Field(
            name,
            spec,
            value,
            why=proposed.get("why", ""),
            is_doubtful=proposed.get("doubtful", False) and not is_changed,
            is_changed=bool(proposed) and is_changed,
            options=_with_value(self.choices.get(spec.options, ()), value),
            errors=self.errors.get(name, []),
        )

    def _groups(self, prefix, specs):
        """A group for each that was proposed or typed, and an empty one."""
        proposed = self.proposals.get(f"{prefix}s", [])
        filled = [number for number, fields in numbered(self.answers, prefix).items() if any(fields.values())]
        count = max([len(proposed), *filled]) + 1
        return [
            Group(f"{prefix}-{number}", self._fields(f"{prefix}-{number}", specs, _at(proposed, number)))
            for number in range(1, count + 1)
        ]

    def _row(self, row):
        prefix = f"row-{row['key']}"
        fields = {one.spec.name: one for one in self._fields(prefix, ROW, row["fields"])}
        needed = {*ALWAYS, *FIELDS_OF.get(fields["verdict"].value, ())}
        doubtful = [one for one in fields.values() if one.is_doubtful and one.spec.name in needed]
        return RowOnPage(
            row["key"],
            row["start"],
            row["end"],
            row.get("is_added", False),
            row.get("mention"),
            fields,
            [f"{one.spec.label.lower()}: {one.why or 'nog in te vullen'}" for one in doubtful],
            self.answers.get(f"{prefix}-agreed") == TICKED,
            self.errors.get(prefix, []),
            row.get("is_found", True),
        )

    def with_links(self):
        """The page, each repeat with the commitment of the ledger that it repeats."""
        repeats = {row.fields["target"].value for row in self.rows if row.verdict == REPEATS}
        known = {one.slug: one for one in Commitment.objects.working().filter(slug__in=repeats)}
        for row in self.rows:
            row.refers_to = known.get(row.fields["target"].value) if row.verdict == REPEATS else None
        return self

    @property
    def handled(self):
        return sum(row.is_handled for row in self.rows)

    @property
    def certain(self):
        """Rows that nobody handled yet and about which the program has no doubt."""
        return [row for row in self.rows if row.state == "open" and row.verdict]

    @property
    def fields(self):
        """Every field of the page in its order, with the words that say where it stands."""
        yield from (("Brief", one) for one in self.letter)
        yield from (("Dossier", one) for group in self.dossiers for one in group.fields)
        yield from (("Ondertekening", one) for group in self.signatures for one in group.fields)
        yield from ((f"Rij {row.key}", one) for row in self.rows for one in row.fields.values())

    @property
    def problems(self):
        """(anchor, where, sentence) for everything that stands in the way, in the order of the page."""
        parts = [
            ("", "", ""),
            ("letter", "", "Brief"),
            ("dossiers", "", "Dossiers"),
            ("signatures", "", "Ondertekeningen"),
        ]
        places = [*parts, *((one.name, one.id, f"{where}, {one.spec.label.lower()}") for where, one in self.fields)]
        places += [(f"row-{row.key}", row.anchor, f"Rij {row.key}") for row in self.rows]
        shown = {name for name, _, _ in places}
        places += [(name, "", name) for name in self.errors if name not in shown]
        return [(anchor, where, sentence) for name, anchor, where in places for sentence in self.errors.get(name, [])]


def differences(intake, answers):
    """(where, my field, their field) for every field that these answers give otherwise than the saved ones; a tick of
    a row is a field too."""
    mine, theirs = Page(intake, answers), Page(intake)
    for where, one in mine.fields:
        if one.value != intake.answers.get(one.name, ""):
            yield where, one, replace(one, value=intake.answers.get(one.name, ""))
    for row, other in zip(mine.rows, theirs.rows, strict=True):
        if row.is_agreed != other.is_agreed:
            tick = Field(f"row-{row.key}-agreed", AGREED, "ja" if row.is_agreed else "nee")
            yield f"Rij {row.key}", tick, replace(tick, value="ja" if other.is_agreed else "nee")


def _at(proposed, number):
    return proposed[number - 1] if number <= len(proposed) else {}


def _with_value(options, value):
    """The options, and the value itself where it is none of them: what was typed is never changed in silence."""
    if not options or any(value == known for known, _ in options):
        return options
    return (*options, (value, value))


def numbered(answers, prefix):
    """The answers of numbered groups: numbered(answers, "dossier")[1]["title"]."""
    groups = {}
    for name, value in answers.items():
        head, _, rest = name.partition("-")
        number, _, last = rest.partition("-")
        if head == prefix and number.isdigit():
            groups.setdefault(int(number), {})[last] = value
    return dict(sorted(groups.items()))


def row_answers(answers, key):
    return {spec.name: answers.get(f"row-{key}-{spec.name}", "") for spec in ROW}


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
    """The ticks of the rows and signatures that were sent: one that is not ticked is not sent."""
    for name in posted:
        prefix, _, field_name = name.rpartition("-")
        if field_name == "verdict":
            yield from (f"{prefix}-agreed", f"{prefix}-parts_stay")
        if field_name == "minister":
            yield f"{prefix}-left_out"


def json_of(row, **more):
    """A proposals.Row as it is kept with the intake."""
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
