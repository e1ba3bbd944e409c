"""The page on which a letter is entered: its fields with their answers."""

from dataclasses import dataclass, field
from itertools import groupby

from django.utils import timezone

from commitments.models import Commitment
from letters.dating import doubt_about_date, told_while_entered
from ukrainesteun.editions.admin import admin_address
from ukrainesteun.exchange_rates import EUR
from ukrainesteun.money import parse_euro
from ukrainesteun.years import period_label

from .answers import NAME, numbered, typed_header
from .arithmetic import Sum, faults_in_one_quote, sum_of, terms_of, years_of
from .fields import AGREED, ALWAYS, DOSSIER, FIELDS, LETTER, NEW_NAMES, ROW, SIGNATURE, TICKED, Spec, choices
from .proposals import FIELDS_OF, NEW, OUTCOME, REPEATS

# Where a field stands, by the first word of its name, and the fields there.
GROUPS = {
    "letter": ("Brief", LETTER),
    "dossier": ("Dossier", DOSSIER),
    "signature": ("Ondertekening", SIGNATURE),
    "row": ("Rij", (*ROW, AGREED)),
    "new": ("Nieuwe naam", tuple(spec for specs in NEW_NAMES.values() for spec in specs)),
}
MOST_CORRECTED = {"title", "year", "category"}  # of a commitment that the program proposes
OF_SOME = tuple(dict.fromkeys((*FIELDS_OF[NEW], *FIELDS_OF[OUTCOME])))  # fields that only these verdicts have
NOT_HANDLED = "Nog niet behandeld: kijk het voorstel na en kruis “Akkoord” aan."


@dataclass
class Field:
    """One field on the page."""

    name: str
    spec: Spec
    value: str
    why: str = ""
    proposed: str = ""
    is_asked: bool = False  # the program doubted what it proposed
    is_doubtful: bool = False  # and nobody typed something else
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
class IntakeRow:
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
    written_amount: int | None = None
    place: str = ""  # the key of the row that is marked in the text: of several from one quote, the first
    refers_to: list = field(default_factory=list)  # what it repeats: (the sign before it, its name, its address)
    alike: list = field(default_factory=list)  # the keys of rows that ask the same and no more (alike.py)
    partly: list = field(default_factory=list)  # and of those that ask more too
    alike_in_words: str = ""
    sums: list = field(default_factory=list)  # (what it adds up to in words, whether that is what is written)

    @property
    def anchor(self):
        return f"rij-{self.key}"

    @property
    def verdict(self):
        return self.fields["verdict"].value

    @property
    def why(self):
        """The reason of the verdict that the row has now, where the program proposed that."""
        verdict = self.fields["verdict"]
        return "" if verdict.is_changed or verdict.is_doubtful else verdict.why

    @property
    def asked(self):
        """The fields in doubt of a row that nobody agreed with."""
        needed = {*ALWAYS, *FIELDS_OF.get(self.verdict, ())} if self.state == "doubtful" else ()
        return [one for name, one in self.fields.items() if one.is_doubtful and name in needed]

    @property
    def unfolded(self):
        """The fields of a row in doubt that stand open, to be answered at once: what is asked, and what the commitment is."""
        names = {one.spec.name for one in self.asked}
        names |= {"rate_date", "rate_source"} if "rate" in names else set()  # these go with it
        names |= MOST_CORRECTED if self.state == "doubtful" and self.verdict == NEW else set()
        return [one for name, one in self.fields.items() if name in names]

    @property
    def unfolded_of_any(self):
        return [one for one in self.unfolded if one.spec.name not in OF_SOME]

    @property
    def unfolded_of_commitment(self):
        return [one for one in self.unfolded if one.spec.name in OF_SOME]

    @property
    def doubts_apart(self):
        """The doubts that do not stand with a field in doubt."""
        return self.doubts[len(self.asked) :]

    @property
    def common(self):
        return self._folded("verdict", "target", "quote", "as_written")

    @property
    def of_commitment(self):
        is_first = self.place == self.key
        return self._folded(*(name for name in OF_SOME if not (is_first and name == "for_each")))

    @property
    def last(self):
        return self._folded("note")

    def _folded(self, *names):
        unfolded = {one.spec.name for one in self.unfolded}
        return [self.fields[name] for name in names if name not in unfolded]

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
            year, end_year = self.fields["year"].value, self.fields["end_year"].value
            period = period_label(year, end_year) if year and end_year else year or end_year
            names = [
                self.fields["title"].value,
                self.fields["each_year"].value or period,
                self.fields["category"].words if self.fields["category"].value else "",
            ]
            return " · ".join(filter(None, names))
        if self.verdict == OUTCOME:
            kind, about = self.fields["outcome_kind"].words, self.fields["about"].value
            return " · ".join(filter(None, [kind if self.fields["outcome_kind"].value else "", about]))
        if self.verdict != REPEATS:
            return ""
        named = "".join(f"{sign}{words}" for sign, words, _ in self.refers_to)
        return named or self.fields["target"].value


def label_of(name: str) -> str:
    """What a field of the page is called, with where it stands: "Rij 3, citaat"; "" for what is no field of it."""
    match = NAME.fullmatch(name)
    if name == "quote":
        return "Een bedrag gemist"
    if not match or match["field"] not in FIELDS[match["group"]]:
        return ""
    where, specs = GROUPS[match["group"]]
    label = next((spec.label for spec in specs if spec.name == match["field"]), "")
    place = f"{where} {match['key']}" if match["key"] else where
    return label and f"{place}, {label[:1].lower()}{label[1:]}"


class IntakePage:
    """Everything on the page of one intake, for these answers; `errors` are by field name, or by row ("row-3")."""

    def __init__(self, intake, answers=None, errors=None):
        self.answers = intake.answers if answers is None else answers
        self.errors = errors or {}
        self.proposals = intake.proposals
        self.choices = choices()
        self.letter = self._fields("letter", LETTER, self.proposals.get("letter", {}))
        self._doubt_date()
        self.dossiers = self._groups("dossier", DOSSIER)
        self.signatures = self._groups("signature", SIGNATURE)
        self.new_names = [Group(kind, self._fields("new", specs, {})) for kind, specs in NEW_NAMES.items()]
        self.rows = [self._row(row) for row in self.proposals.get("rows", [])]
        self._compare_what_shares_a_quote()

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
            proposed=proposed.get("value", ""),
            is_asked=proposed.get("doubtful", False),
            is_doubtful=proposed.get("doubtful", False) and not is_changed,
            is_changed=bool(proposed) and is_changed,
            options=_with_value(self.choices.get(spec.options, ()), value),
            errors=self.errors.get(name, []),
        )

    def _doubt_date(self):
        date = typed_header(self.answers).date
        if date and (doubt := doubt_about_date(date, timezone.localdate())):
            field = next(one for one in self.letter if one.spec.name == "date")
            field.is_doubtful, field.why = True, told_while_entered(doubt)

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
        return IntakeRow(
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
            row.get("written_amount"),
        )

    def with_links(self):
        """The page, each repeat with what it repeats, and each row with what it adds up to."""
        keys = [row.key for row in self.rows]
        terms = {row.key: terms_of(row.fields["target"].value, keys) for row in self.rows if row.verdict == REPEATS}
        referred = {term.name for ones in terms.values() for term in ones}
        known = {one.slug: one for one in Commitment.objects.working().filter(slug__in=referred)}
        amounts = {slug: (one.amount_eur,) for slug, one in known.items() if one.currency == EUR}
        amounts |= {f"rij {row.key}": given.amounts for row in self.rows if (given := _given(row))}
        for row in self.rows:
            if row.verdict == REPEATS:
                row.refers_to = list(self._named(terms[row.key], known))
                row.sums = _checked(row, sum_of(terms[row.key], amounts, row.written_amount))
            elif (given := _given(row)) and len(given.amounts) > 1:
                row.sums.insert(0, (f"{given}, uit één citaat", True))
        return self

    def _named(self, terms, known):
        """What a row repeats, as its refers_to: commitments of the ledger by their title, rows of this page as they are."""
        anchors = {f"rij {row.key}": f"#{row.anchor}" for row in self.rows}
        for number, term in enumerate(terms):
            sign = " − " if term.is_minus else " en " if number == len(terms) - 1 else ", "
            commitment = known.get(term.name)
            words = commitment.title if commitment else term.name
            address = admin_address(Commitment, "change", commitment.pk) if commitment else anchors.get(term.name, "")
            yield sign if number else "", words, address

    def _compare_what_shares_a_quote(self):
        """Gives each row its place, and those that share one what they make together and what is in doubt about it."""
        first: dict[tuple[int, int], IntakeRow] = {}
        together: dict[str, list[IntakeRow]] = {}
        for row in self.rows:
            row.place = first.setdefault((row.start, row.end), row).key
            if row.verdict == NEW and row.mention is None:
                together.setdefault(row.place, []).append(row)
        for rows in together.values():
            given = [_given(row) for row in rows]
            if len(rows) > 1 and all(given):
                whole = Sum(tuple(amount for one in given for amount in one.amounts))
                amounts, written = [one.amounts[0] for one in given], rows[0].written_amount
                are_for_each = [row.fields["for_each"].value == TICKED for row in rows]
                faults = faults_in_one_quote(amounts, are_for_each, written)
                is_right = whole.total == written or not any(faults)
                rows[-1].sums.append((f"samen uit dit citaat: {whole}", is_right))
                for row, fault in zip(rows, faults, strict=True):
                    row.doubts += [fault.removesuffix(".")] if fault else []

    @property
    def has_new_names(self):
        """Whether somebody typed a name that the ledger does not have yet."""
        return any(one.value or one.errors for group in self.new_names for one in group.fields)

    @property
    def is_another(self):
        """The address of the letter of which a person said that this is none."""
        return self.answers.get("letter-is_another", "")

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
        for name, groups in (("Dossier", self.dossiers), ("Ondertekening", self.signatures)):
            yield from ((f"{name} {number}", one) for number, group in enumerate(groups, 1) for one in group.fields)
        yield from (("Nieuwe naam", one) for group in self.new_names for one in group.fields)
        yield from ((f"Rij {row.key}", one) for row in self.rows for one in row.fields.values())

    @property
    def not_handled(self):
        """(anchor, words) of the rows that "Klaar" found not handled; three or more in a row are one: "7 tot en met 20"."""
        found: list[tuple[IntakeRow, IntakeRow]] = []
        for is_open, run in groupby(self.rows, lambda row: NOT_HANDLED in row.errors):
            rows = list(run) if is_open else []
            found += [(rows[0], rows[-1])] if len(rows) > 2 else [(row, row) for row in rows]
        return [
            (first.anchor, first.key if first is last else f"{first.key} tot en met {last.key}")
            for first, last in found
        ]

    @property
    def not_handled_count(self):
        return sum(NOT_HANDLED in row.errors for row in self.rows)

    @property
    def problems(self):
        """(anchor, where, sentence) for what stands in the way, in the order of the page; `not_handled` is told apart."""
        parts = [
            ("", "", ""),
            ("there", "there", "Brief"),
            ("letter", "", "Brief"),
            ("dossiers", "", "Dossiers"),
            ("signatures", "", "Ondertekeningen"),
        ]
        places = [*parts, *((one.name, one.id, f"{where}, {one.spec.label.lower()}") for where, one in self.fields)]
        places += [(f"row-{row.key}", row.anchor, f"Rij {row.key}") for row in self.rows]
        shown = {name for name, _, _ in places}
        places += [(name, "", name) for name in self.errors if name not in shown]
        said = {name: [one for one in sentences if one != NOT_HANDLED] for name, sentences in self.errors.items()}
        return [(anchor, where, sentence) for name, anchor, where in places for sentence in said.get(name, [])]


def _given(row):
    """The Sum of what a new commitment is each time that it is given; None where that cannot be read, or is no euros."""
    if row.verdict != NEW or row.fields["currency"].value:
        return None
    try:
        return Sum((parse_euro(row.fields["amount"].value),) * (len(years_of(row.fields["each_year"].value)) or 1))
    except ValueError:
        return None


def _checked(row, made):
    return [(str(made), made.total == row.written_amount)] if made else []


def _at(proposed, number):
    return proposed[number - 1] if number <= len(proposed) else {}


def _with_value(options, value):
    """The options, and the value itself where it is none of them: what was typed is never changed in silence."""
    if not options or any(value == known for known, _ in options):
        return options
    return (*options, (value, value))
