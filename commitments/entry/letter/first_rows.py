"""The rows of an intake when it begins: what the program proposes, and of a letter in the ledger what that has."""

from commitments.ledger.places import places_in
from commitments.models import Category, Channel, Commitment, Mention
from ukrainesteun.exchange_rates import EUR, format_rate
from ukrainesteun.money import format_money

from . import proposals
from .answers import json_of
from .arithmetic import NAMED_ROW, renamed
from .proposals import CHANGES, NEW, NO_PROMISE, NOT_MONEY, OUTCOME, REPEATS, Known, KnownChannel, Proposed

VERDICTS = {  # of a mention, of a row
    "states": NEW,
    "repeats": REPEATS,
    "changes": CHANGES,
    "sums": REPEATS,
    "outcome": OUTCOME,
    **{verdict: verdict for verdict in NO_PROMISE},
    "not-money": NOT_MONEY,
}


def new_rows(intake, reading):
    rows = proposals.propose_rows(
        reading, intake.text, known_commitments(reading.header.date), known_channels(), reading.header.date
    )
    return [json_of(row) for row in rows]


def rows_of_letter(intake, reading):
    """The mentions of a letter that is in the ledger, as they are, and proposals for what no mention covers."""
    letter = intake.letter
    mentions = letter.mentions.select_related("commitment__category", "commitment__channel", "outcome")
    places = places_in(mentions, letter, intake.text)
    places += [
        (len(intake.text), len(intake.text), mention)
        for mention in letter.mentions.exclude(pk__in=[mention.pk for _, _, mention in places])
    ]
    known, channels = known_commitments(letter.date, letter), known_channels()
    rows = proposals.propose_rows(reading, intake.text, known, channels, letter.date)
    quantities = {(one.start, one.end) for one in reading.quantities}
    over = {row.key: [one for start, end, one in places if start < row.end and row.start < end] for row in rows}
    rows = [row for row in rows if (row.start, row.end) not in quantities and not over[row.key]]
    covered = {f"rij {key}": ones[0] for key, ones in over.items() if _states_one(ones)}
    found = [(start, end, _json_of_mention(mention, start, end)) for start, end, mention in places]
    found += [(row.start, row.end, json_of(row)) for row in rows]
    return _renumbered([one for *_, one in sorted(found, key=lambda each: each[:2])], covered)


def _states_one(mentions):
    return len(mentions) == 1 and mentions[0].verdict == Mention.Verdict.STATES


def _json_of_mention(mention, start, end):
    commitment = mention.commitment if mention.verdict == Mention.Verdict.STATES else None
    fields = {"verdict": VERDICTS[mention.verdict], "note": mention.note}
    if commitment:
        fields |= {
            name: getattr(commitment, name)
            for name in ("title", "precision", "year", "period_note", "stage", "finance_type", "exclusion", "note")
        }
        fields |= {
            "amount": format_money(commitment.as_printed.amount, ""),
            **_of_currency(commitment),
            "end_year": commitment.end_year if commitment.is_period else "",
            "category": commitment.category.slug,
            "channel": commitment.channel.slug if commitment.channel else "",
            **{link: other.slug if (other := getattr(commitment, link)) else "" for link in Commitment.LINKS},
        }
    elif mention.outcome:
        fields |= {"outcome_kind": mention.outcome.kind}
    elif mention.commitment:
        fields["target"] = mention.commitment.slug
    row = proposals.ProposedRow("", start, end, mention.quote, mention.amount_as_written, mention.amount, mention.currency,
                        {name: Proposed(str(value)) for name, value in fields.items()})  # fmt: skip
    return json_of(row, mention=mention.pk, is_found=start < end)


def _of_currency(commitment):
    """What a row says of another currency; of euros it says nothing."""
    if commitment.currency == EUR:
        return {}
    return {
        "currency": commitment.currency,
        "rate": format_rate(commitment.rate) if commitment.rate else "",
        "rate_date": f"{commitment.rate_date:%d-%m-%Y}" if commitment.rate_date else "",
        "rate_source": commitment.rate_source,
    }


def _renumbered(rows, covered):
    """The rows with keys in their order; where one refers to another, so does its new key, or the commitment that is there.

    `covered` are the mentions in whose place a row was proposed, by the name of that row.
    """
    numbers = {row.get("mention") or f"rij {row['key']}": f"rij {number}" for number, row in enumerate(rows, start=1)}
    names = numbers | {name: mention.commitment.slug for name, mention in covered.items()}
    said = numbers | {name: numbers[mention.pk] for name, mention in covered.items()}
    for number, row in enumerate(rows, start=1):
        row["key"] = str(number)
        for name, field in row["fields"].items():
            field["why"] = NAMED_ROW.sub(lambda found: said.get(found[0], found[0]), field["why"])
            if name in ("target", "part_of"):
                field["value"] = renamed(field["value"], names)
    return rows


def known_commitments(date, letter=None):
    """What the ledger promises already, for the proposals about a letter of this date; not what was withdrawn elsewhere."""
    hidden = Commitment.objects.filter(is_public_copy=True, published_at=None, working__isnull=False)
    withdrawn = hidden.exclude(working__letter=letter).values("working")
    commitments = Commitment.objects.working().exclude(pk__in=withdrawn).defer("letter__text")
    return [
        Known(
            one.slug, one.title, one.amount_eur, one.year, one.end_year, one.category.slug, one.letter.designation,
            is_later=date is not None and one.letter.date > date,
            in_currency=None if one.currency == EUR else one.as_printed,
        )
        for one in commitments.select_related("category", "letter__dossier")
    ]  # fmt: skip


def known_categories():
    """The slugs of the categories that a commitment can have."""
    return set(Category.objects.working().values_list("slug", flat=True))


def known_channels():
    return [
        KnownChannel(slug, (name, short))
        for slug, name, short in Channel.objects.working().values_list("slug", "name", "short_name")
    ]
