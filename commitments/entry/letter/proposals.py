"""What the program proposes for a letter that is being entered: a Reading and what the ledger knows -> Proposals.

Pure Python: no database, no Django. A proposal is never a decision: each carries why, and whether it is doubtful, and
a person agrees or changes it.
"""

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from letters.kamerstuk import print_dossier
from letters.reading.meaning.inferred import Inferred
from letters.reading.text.dates import MONTHS
from ukrainesteun.money import format_money

NEW, REPEATS, CONTEXT, NOT_MONEY = "new", "repeats", "context", "not-money"
UNDIVIDED = "undivided"  # money without a purpose yet: it goes with every category
DEFAULT_STAGE = "aangekondigd"
OVERLAP_UNKNOWN = "overlap-onbekend"
INFERRED = ("precision", "years", "category", "stage", "payer", "finance_type", "exclusion", "title")
NEARBY = 1500  # characters before and after an amount in which the words that tell of it stand
LONGEST_SHORT_TITLE = 80  # characters, as in the ledger
SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-Z])|\n\s*\n")
INSIDE_THE_LAST = re.compile(
    r"\b(?:waaronder|waarvan|daarvan|hiervan|daaronder|hieronder vallen|inclusief)\b", re.IGNORECASE
)
INSIDE_THE_RESERVATION = re.compile(
    r"\b(?:uit|van|binnen|vanuit)\s+(?:de\s+|deze\s+|die\s+)?(?:bovengenoemde|genoemde|eerdergenoemde|voornoemde|deze|die)\s+"
    r"(?:reservering|middelen|bedrag|pakket)\b",
    re.IGNORECASE,
)
YEAR = re.compile(r"\b20[0-9]{2}\b")
RESERVED = re.compile(r"\b(?:ge)?reserve(?:ring|erd)", re.IGNORECASE)
FIRST_MONTHS = re.compile(
    r"\beerste\s+(?P<number>twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf)\s+maanden\b", re.IGNORECASE
)
MONTHS_SO_FAR = {
    "twee": "februari", "drie": "maart", "vier": "april", "vijf": "mei", "zes": "juni", "zeven": "juli",
    "acht": "augustus", "negen": "september", "tien": "oktober", "elf": "november",
}  # fmt: skip


@dataclass(frozen=True)
class Proposed:
    """One proposed value, as it would be typed: "" for none. `why` is Dutch, mostly the words of the letter."""

    value: str = ""
    why: str = ""
    doubtful: bool = False


@dataclass(frozen=True)
class Known:
    """A commitment that is in the ledger already, public or draft."""

    slug: str
    title: str
    amount_eur: int
    year: int
    end_year: int
    category: str  # the slug
    designation: str  # of its letter
    is_later: bool = False  # its letter is dated after the letter that is entered


@dataclass(frozen=True)
class KnownChannel:
    slug: str
    names: tuple[str, ...]  # as letters write it: the whole name, the short one


@dataclass(frozen=True)
class Row:
    """What is proposed for one money expression. `key` names the row on the page: "3" for the third in the text."""

    key: str
    start: int
    end: int
    quote: str
    as_written: str
    amount: int | None = None
    currency: str = ""
    fields: dict[str, Proposed] = field(default_factory=dict)

    @property
    def verdict(self):
        return self.fields["verdict"].value

    @property
    def name(self):
        """How another row refers to this one."""
        return f"rij {self.key}"

    @property
    def doubts(self):
        """Why a person has to look at this row himself; none where the proposal is certain."""
        matters = ("verdict", *FIELDS_OF[self.verdict])
        return [self.fields[name].why for name in matters if name in self.fields and self.fields[name].doubtful]


# Which fields a verdict needs, apart from quote, amount as written and note.
FIELDS_OF = {
    NEW: (
        "title", "amount", "precision", "year", "end_year", "period_note", "category", "channel", "stage",
        "finance_type", "exclusion", "part_of", "supersedes", "moved_parts", "parts_stay",
    ),
    REPEATS: ("target",),
    CONTEXT: (),
    NOT_MONEY: (),
    "": (),
}  # fmt: skip


def propose_rows(reading, text, known=(), channels=(), letter_date=None):
    """The Rows of a letter's amounts and quantities, in the order of the text. `known` are the ledger's commitments."""
    found = sorted(
        [(one, True) for one in reading.amounts] + [(one, False) for one in reading.quantities],
        key=lambda pair: (pair[0].start, pair[0].end),
    )
    rows, mentions = [], {}
    for number, (mention, is_money) in enumerate(found, start=1):
        row = _row(str(number), mention)
        if is_money:
            mentions[row.key] = with_quoted_reasons(mention, text)
            rows.append(propose(row, mentions[row.key], known, rows, mentions, letter_date))
        else:
            rows.append(_with(row, verdict=Proposed(NOT_MONEY, mention.why)))
    rows = [_learn_from_repeats(row, rows, mentions) for row in rows]
    rows = [_finished(row, rows, text, channels) for row in rows]
    return [_with_overlap(row, rows, known, letter_date) for row in rows]


def with_quoted_reasons(mention, text):
    """The mention, with reasons that are words of the letter between quotation marks."""
    nearby = " ".join(text[max(mention.start - NEARBY, 0) : mention.end + NEARBY].split())
    return replace(mention, **{name: _quoted(getattr(mention, name), nearby) for name in INFERRED})


def _quoted(inferred, nearby):
    is_said = inferred.why and inferred.why in nearby
    return replace(inferred, why=f"‘{inferred.why}’") if is_said else inferred


def propose(row, mention, known=(), earlier=(), mentions=None, letter_date=None):
    """The row with its verdict, and with what the letter says of it: also of a row that seems no new commitment, for a
    person may decide that it is one."""
    row = _with(row, **_new(row, mention, letter_date))
    if row.amount is None:
        return _with(row, verdict=Proposed(CONTEXT, "er staat geen getal"))
    if row.currency not in ("", "EUR"):
        return _with(row, verdict=Proposed(CONTEXT, f"geen euro's maar {row.currency}"))
    if mention.payer.value == "other":
        return _with(row, verdict=Proposed(CONTEXT, f"geld van anderen: {mention.payer.why}", mention.payer.doubtful))
    match = _best_match(row, mention, known, earlier, mentions or {})
    if match:
        return _with(row, verdict=Proposed(REPEATS, match.why, match.doubtful), target=match)
    return row


def _row(key, mention):
    amount = getattr(mention, "amount", None)
    return Row(
        key,
        mention.start,
        mention.end,
        mention.quote,
        mention.as_written,
        amount,
        getattr(mention, "currency", "") or "",
    )


def _with(row, **fields):
    return replace(row, fields={**row.fields, **fields})


# a repeat


def _best_match(row, mention, known, earlier, mentions):
    """Which commitment this amount repeats: the `target` field, or None. Years and category may not contradict it."""
    candidates = []
    for commitment in known:
        if commitment.amount_eur == row.amount:
            years = Inferred(tuple(range(commitment.year, commitment.end_year + 1)))
            score = _fit(mention, years, Inferred(commitment.category))
            why = f"hetzelfde bedrag als “{commitment.title}” ({commitment.designation})"
            candidates.append((score, 0, commitment.slug, why, commitment.is_later))
    for number, other in enumerate(earlier, start=1):
        if other.verdict == NEW and other.amount == row.amount:
            seen = mentions[other.key]
            score = _fit(mention, seen.years, seen.category)
            candidates.append((score, number, other.name, f"hetzelfde bedrag als in {other.name}", False))
    candidates = sorted((one for one in candidates if one[0] is not None), reverse=True)
    if not candidates:
        return None
    score, _, target, why, is_later = candidates[0]
    if is_later:
        return Proposed(target, f"{why}, een latere brief: dan noemt deze brief het bedrag het eerst", True)
    if score == 0:
        return Proposed(target, f"{why}; jaar en categorie staan er niet bij", True)
    if len(candidates) > 1 and candidates[1][0] == score:
        return Proposed(target, f"{why}; {candidates[1][2]} past even goed", True)
    return Proposed(target, why)


def _fit(mention, years, category):
    """How much an amount agrees with another besides its value: None where they contradict each other, 0 where nothing
    is known. What is doubtful contradicts nothing."""
    here, there = set(mention.years.value or ()), set(years.value or ())
    is_certain = not (mention.years.doubtful or years.doubtful)
    if is_certain and here and there and not (here <= there or there <= here):
        return None
    named = {mention.category.value, category.value} - {None, "", UNDIVIDED}
    if len(named) == 2 and not (mention.category.doubtful or category.doubtful):
        return None
    score = (2 if here == there else 1) if is_certain and here and there else 0
    return score + (1 if mention.category.value and mention.category.value == category.value else 0)


# a new commitment


def _years(mention):
    return tuple(mention.years.value or ())


def _new(row, mention, letter_date):
    years, is_range = _years(mention), mention.amount_high is not None
    fields = {
        "verdict": Proposed(NEW, f"geld van Nederland: {mention.payer.why}", mention.payer.doubtful),
        "title": _title(mention),
        "amount": Proposed(format_money(row.amount, "") if row.amount else "", f"‘{row.as_written}’"),
        "precision": _of(mention.precision, default="exact"),
        "year": Proposed(str(min(years)), mention.years.why, mention.years.doubtful)
        if years
        else _year_of(letter_date),
        "end_year": Proposed(str(max(years)), mention.years.why) if len(set(years)) > 1 else Proposed(),
        "category": _of(mention.category, missing="de brief noemt geen bestemming: kies de categorie"),
        "stage": _of(mention.stage, default=DEFAULT_STAGE, missing="de brief noemt geen fase"),
        "finance_type": _of(mention.finance_type, default="gift"),
        "exclusion": _of(mention.exclusion),
        **dict.fromkeys(("period_note", "channel", "part_of"), Proposed()),
    }
    if getattr(mention, "remark", ""):
        fields["amount"] = replace(fields["amount"], why=mention.remark, doubtful=True)
    if is_range:
        high = format_money(mention.amount_high, row.currency)
        fields["amount"] = replace(
            fields["amount"], why=f"een bereik, tot {high}: hier staat het laagste", doubtful=True
        )
    if not row.currency:
        fields["verdict"] = replace(fields["verdict"], why="er staat geen munt bij dit bedrag", doubtful=True)
    return fields


def _title(mention):
    """The title that was read, with the year or period where it is certain: so that two years have two titles."""
    title, years = _of(mention.title), set(_years(mention))
    if not title.value or not years or mention.years.doubtful or YEAR.search(title.value):
        return title
    period = f"{min(years)}-{max(years)}" if len(years) > 1 else str(min(years))
    return replace(title, value=f"{title.value} in {period}")


def _of(inferred, default="", missing=""):
    """What was read, as it would be typed; a default is doubtful where `missing` says what the letter does not."""
    if inferred.value in (None, ""):
        return Proposed(default, missing or inferred.why, bool(missing) or inferred.doubtful)
    return Proposed(str(inferred.value), inferred.why, inferred.doubtful)


def _year_of(letter_date):
    why = "bij dit bedrag staat geen jaar"
    if letter_date is None:
        return Proposed("", why, True)
    return Proposed(str(letter_date.year), f"{why}; dit is het jaar van de brief", True)


def _learn_from_repeats(row, rows, mentions):
    """A new commitment with what the letter says of it further on, where its own sentence leaves something open."""
    if row.verdict != NEW:
        return row
    learnt = {}
    for other in rows:
        if other.verdict != REPEATS or other.fields["target"].value != row.name:
            continue
        mention = mentions[other.key]
        years = _years(mention)
        further = {
            "category": _of(mention.category),
            "stage": _of(mention.stage),
            "year": Proposed(str(min(years)), mention.years.why, mention.years.doubtful) if years else Proposed(),
        }
        if row.fields["verdict"].doubtful and not mention.payer.doubtful:
            learnt["verdict"] = Proposed(NEW, f"geld van Nederland: {mention.payer.why} ({other.name})")
        for name, proposed in further.items():
            if row.fields[name].doubtful and proposed.value and not proposed.doubtful and name not in learnt:
                learnt[name] = replace(proposed, why=f"{proposed.why} ({other.name})")
        if months := FIRST_MONTHS.search(f"{row.quote} {other.quote}"):
            until = MONTHS_SO_FAR[months["number"].lower()]
            learnt["period_note"] = Proposed(f"januari-{until}", f"‘{months[0]}’ ({other.name})")
    return _with(row, **learnt)


# what needs the whole letter


def _finished(row, rows, text, channels):
    if row.verdict != NEW:
        return row
    fields = {"channel": _channel(row.quote, channels), "part_of": _whole(row, rows, text)}
    if months := FIRST_MONTHS.search(row.quote):
        until = MONTHS_SO_FAR[months["number"].lower()]
        fields["period_note"] = Proposed(f"januari-{until}", f"‘{months[0]}’")
    if not row.fields["title"].value:
        fields["title"] = Proposed("", "geef de toezegging een titel", True)
    return _with(row, **fields)


def _with_overlap(row, rows, known, letter_date):
    """A commitment for which the letter prints no year may lie in a larger one of that year: then it is proposed not to
    count, for an amount that counts twice is worse than one that waits."""
    if row.verdict != NEW or letter_date is None or row.fields["exclusion"].value:
        return row
    year, is_of_letter = row.fields["year"], row.fields["year"].value == str(letter_date.year)
    if not (year.doubtful and is_of_letter) or row.fields["end_year"].value or row.fields["part_of"].value:
        return row
    larger = [one.title for one in known if one.amount_eur > row.amount and one.year <= letter_date.year <= one.end_year
              and one.category in (UNDIVIDED, row.fields["category"].value)]  # fmt: skip
    larger += [other.name for other in rows if other.verdict == NEW and other.amount > row.amount
               and other.fields["year"].value == year.value
               and other.fields["category"].value in (UNDIVIDED, row.fields["category"].value)]  # fmt: skip
    if not larger:
        return row
    why = f"bij dit bedrag staat geen jaar; het kan al in “{larger[-1]}” zitten"
    return _with(row, exclusion=Proposed(OVERLAP_UNKNOWN, why, True))


def _channel(quote, channels):
    """The channel that the quote names, by the longest name."""
    named = [
        (name, channel)
        for channel in channels
        for name in channel.names
        if name and re.search(rf"\b{re.escape(name)}\b", quote)
    ]
    if not named:
        return Proposed()
    name, channel = max(named, key=lambda pair: len(pair[0]))
    return Proposed(channel.slug, f"‘{name}’")


def _whole(row, rows, text):
    """The commitment that this one is a part of, where the letter says so; always doubtful: it moves money."""
    before = [other for other in rows if other.start < row.start and (other.amount or 0) > row.amount]
    last = before[-1] if before else None
    if last and last.end <= row.start and _is_said_between(INSIDE_THE_LAST, text[last.end : row.start]):
        words = INSIDE_THE_LAST.search(text, last.end, row.start)[0]
        return _part_of(last, f"‘{words}’ {last.as_written}")
    if said := INSIDE_THE_RESERVATION.search(text, *sentence_around(text, row.start, row.end)):
        reserved = [other for other in before if RESERVED.search(other.quote) or _is_reserved(other)]
        if reserved:
            return _part_of(reserved[-1], f"‘{' '.join(said[0].split())}’: {reserved[-1].as_written}")
    return Proposed()


def _is_said_between(pattern, between):
    return pattern.search(between) and not SENTENCE_END.search(between)


def _is_reserved(row):
    return "stage" in row.fields and row.fields["stage"].value == "gereserveerd"


def _part_of(whole, why):
    if whole.verdict == NEW:
        return Proposed(whole.name, why, True)
    if whole.verdict == REPEATS:
        return Proposed(whole.fields["target"].value, why, True)
    return Proposed()


def sentence_around(text, start, end, longest=1000):
    """The (start, end) of the sentence in which this place stands; of a longer one, the part around the place."""
    room = max(longest - (end - start), 0) // 2
    ends = (match.end() for match in SENTENCE_END.finditer(text, max(start - room, 0), start + 1))
    starts = [place for place in ends if place <= start]
    stop = SENTENCE_END.search(text, end, end + room)
    return (starts[-1] if starts else max(start - room, 0)), (stop.start() if stop else min(end + room, len(text)))


# the letter itself


def propose_letter(header):
    """The letter's own fields, by name: what its head prints, with why where it is not printed as such."""
    day = header.date
    title = header.title or header.subject
    return {
        "kind": Proposed(header.kind),
        "number": Proposed(str(header.kamerstuk_number or ""), _place(header, "kamerstuk_number")),
        "reference": Proposed(header.reference, _place(header, "reference")),
        "date": Proposed(f"{day:%d-%m-%Y}" if day else "", _place(header, "date"), day is None),
        "title": Proposed(title, _place(header, "title")),
        "short_title": _short_title(header.subject or title, day),
        "note": Proposed(),
    }


def _place(header, name):
    place = header.places.get(name)
    return place.why if place else "" if getattr(header, name) else "niet gevonden in de brief"


def _short_title(subject, day):
    """A name for lists: always doubtful, for it is ours. A title that only says who writes makes no name."""
    if subject and not re.match(r"(?:Brief|Verslag|Lijst) van\b", subject, re.IGNORECASE):
        return Proposed(
            _cut(subject, LONGEST_SHORT_TITLE), "naar het onderwerp: maak er een korte eigen naam van", True
        )
    name = f"Brief van {day.day} {MONTHS[day.month - 1]} {day.year}" if day else ""
    return Proposed(name, "de brief heeft geen onderwerp: geef hem een korte eigen naam", True)


def _cut(text, longest):
    """The text, or as many of its whole words as fit."""
    return text if len(text) <= longest else text[: longest - 1].rpartition(" ")[0].rstrip(" ,;:–-") + "…"


def propose_dossiers(header, known_titles, cited=()):
    """The number and title of each dossier that is printed. `known_titles` are those of the ledger, by number.

    Where a letter prints a number without a dossier, the dossier of the ledger is proposed that it cites most; `cited`
    are the dossiers of its citations.
    """
    if header.kamerstuk_number and not header.dossiers:
        counted = Counter(number for number in cited if number in known_titles)
        for number, times in counted.most_common(1):
            why = f"staat niet op de brief; hij verwijst er het vaakst naar ({times} keer)"
            yield {"number": Proposed(print_dossier(number), why, True), "title": Proposed(known_titles[number])}
    for dossier in header.dossiers:
        known = known_titles.get(dossier.number)
        why = "staat in het grootboek" if known is not None else "nieuw: wordt met de brief aangemaakt"
        yield {"number": Proposed(print_dossier(dossier.number)), "title": Proposed(known or dossier.title, why)}


def propose_signature(signature, match):
    """The fields of one signature, for the known minister that it matches (letters.reading.signatures.Match)."""
    return {
        "minister": Proposed(match.slug or "", match.why, match.doubtful or match.slug is None),
        "office": Proposed(signature.office, signature.why),
        "manner": Proposed(signature.manner),
        "name_as_printed": Proposed(signature.name),
    }
