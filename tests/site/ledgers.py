"""A ledger of any size, the same each time: for tests and for measurements of what many rows cost."""

import datetime
from itertools import groupby
from operator import attrgetter

from commitments.ledger.changes import kind_between
from commitments.ledger.places import find_places, renew_places
from commitments.models import Affected, Category, Change, Channel, Commitment, Mention, Outcome
from letters.models import Dossier, Letter, Minister, Signature
from ukrainesteun.money import format_euro

PER_LETTER = 4
NOW = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
FIRST_DATE = datetime.date(2022, 3, 1)
OFFICES = ("Minister van Defensie", "Minister van Buitenlandse Zaken", "Minister voor Buitenlandse Handel")
CATEGORIES = {
    "military": "blue",
    "epf": "ochre",
    "humanitarian": "rust",
    "accountability": "violet",
    "cyber": "teal",
    "undivided": "stone",
    "trade-finance": "sky",
}
CHANNELS = ("ifu", "ebrd", "rvo")
SPENT = "EUR 5 miljoen"  # what came of each of them
NO_PROMISE = ("others", "ceiling", "need", "motion", "other")
SENTENCE = "Het kabinet steunt Oekraïne politiek, militair en financieel zo lang als dat nodig is. "


def make_ledger(commitments, drafts=0, text_length=4_000):
    """Puts a sound ledger of this many published commitments in an empty database, and behind it drafts.

    For every four commitments there is a letter with two signatures and a text of at least `text_length` characters.
    Of the four, the first is a whole, and every second letter's supersedes that of the letter before and takes its part
    along; the second is a part of that whole; the third is for a period; the fourth does not count. For every five
    commitments there are twelve mentions, of every verdict. A letter is a draft when all its commitments are. What is
    published is a public copy that nobody worked on; the drafts refer to it.
    """
    number = commitments + drafts
    letters = _letters(-(-number // PER_LETTER), -(-commitments // PER_LETTER))
    rows = _commitments(number, commitments, letters)
    mentions = _mentions(rows, letters)
    texts = {letter: [] for letter in letters}
    for mention in mentions:
        texts[mention.letter].append(mention.quote)
    filler = SENTENCE * (text_length // len(SENTENCE) + 1)
    for letter, quotes in texts.items():
        letter.text = "\n\n".join([f"# {letter.title}", *quotes, filler])
    Letter.objects.bulk_update(letters, ["text"], batch_size=500)
    for letter, own in groupby(sorted(mentions, key=attrgetter("letter_id", "position")), attrgetter("letter")):
        for start, end, mention in find_places(own, letter.text):
            mention.start, mention.end = start, end
    Mention.objects.bulk_create(mentions, batch_size=2000)


def _letters(number, published):
    dossier = Dossier.objects.create(number="36045", title="Situatie in Oekraïne")
    other = Dossier.objects.create(number="21501-20", title="Europese Raad")
    letters = Letter.objects.bulk_create(
        [
            Letter(
                slug=f"kst-36045-{place}",
                dossier=dossier,
                number=place,
                date=FIRST_DATE + datetime.timedelta(days=1400 * (place - 1) // max(number, 1)),
                title=f"Brief van de regering over steun, deel {place}",
                short_title=f"Steun aan Oekraïne {place}",
                published_at=NOW if place <= published else None,
                is_public_copy=place <= published,
            )
            for place in range(1, number + 1)
        ]
    )
    Letter.other_dossiers.through.objects.bulk_create(
        Letter.other_dossiers.through(letter=letter, dossier=other) for letter in letters[::2]
    )
    ministers = Minister.objects.bulk_create(
        Minister(slug=f"bewindspersoon-{place}", name=f"Anna de Wit {place}", family_name=f"Wit {place}")
        for place in range(2 + number // 10)
    )
    Signature.objects.bulk_create(
        Signature(
            letter=letter,
            position=position,
            minister=ministers[(place + position) % len(ministers)],
            office=OFFICES[position],
            manner=Signature.Manner.SIGNED if position == 1 else Signature.Manner.ON_BEHALF,
            name_as_printed=f"A. de Wit {place}" if position == 1 else "",
        )
        for place, letter in enumerate(letters)
        for position in (1, 2)
    )
    return letters


def _commitments(number, published, letters):
    categories = Category.objects.bulk_create(
        Category(slug=slug, name=slug.title(), short_name=slug, position=10 * place, colour=colour)
        for place, (slug, colour) in enumerate(CATEGORIES.items(), start=1)
    )
    channels = Channel.objects.bulk_create(
        Channel(slug=slug, name=slug.upper(), short_name=slug.upper()) for slug in CHANNELS
    )
    rows = []
    for place in range(number):
        in_letter, role = divmod(place, PER_LETTER)
        year = 2022 + in_letter % 4
        rows.append(
            Commitment(
                slug=f"toezegging-{place + 1}",
                title=f"Steun nummer {place + 1} aan Oekraïne",
                amount_eur=(200_000_000, 30_000_000, 75_000_000, 20_000_000)[role] + 1_000 * in_letter,
                precision=Commitment.Precision.CIRCA if role == 2 else Commitment.Precision.EXACT,
                year=year,
                end_year=year + (role == 2),
                category=categories[(place + in_letter) % len(categories)],
                channel=channels[place % len(channels)] if role else None,
                stage=Commitment.Stage.values[place % 4],
                exclusion=("plafond", "lening", "overlap-onbekend")[in_letter % 3] if role == 3 else "",
                letter=letters[in_letter],
                note="Zo staat het in de brief." if role == 1 else "",
                published_at=NOW if place < published else None,
                is_public_copy=place < published,
            )
        )
    Commitment.objects.bulk_create(rows, batch_size=2000)
    parts = rows[1::PER_LETTER]
    for place, part in enumerate(parts):
        part.part_of = rows[PER_LETTER * place]
    successors = rows[PER_LETTER :: 2 * PER_LETTER]
    ended = rows[:: 2 * PER_LETTER]
    changes = Change.objects.bulk_create(
        Change(letter=successor.letter, kind=kind_between([one], [successor]))
        for one, successor in zip(ended, successors, strict=False)
    )
    affected = []
    for place, (change, successor) in enumerate(zip(changes, successors, strict=True)):
        successor.begun_by = change
        affected.append(Affected(change=change, commitment=ended[place]))
        affected.append(Affected(change=change, commitment=parts[2 * place], into=successor))
    Affected.objects.bulk_create(affected, batch_size=2000)
    Commitment.objects.bulk_update([*parts, *successors], ["part_of", "begun_by"], batch_size=500)
    return rows


def _mentions(rows, letters):
    """In its own letter each commitment is stated, in the next one repeated or added up with another; and two in five have
    something else beside them."""
    mentions, positions = [], dict.fromkeys(letters, 0)
    outcomes = iter(_outcomes(rows[1::20]))

    def mention(letter, verdict, quote, written, amount, commitment=None, outcome=None):
        positions[letter] += 1
        currency = "EUR" if amount else ""
        facts = {
            "amount_as_written": written,
            "amount": amount,
            "currency": currency,
            "commitment": commitment,
            "outcome": outcome,
        }
        mentions.append(Mention(letter=letter, position=positions[letter], verdict=verdict, quote=quote, **facts))

    for place, row in enumerate(rows):
        written, in_letter = format_euro(row.amount_eur), place // PER_LETTER
        next_letter = letters[min(in_letter + 1, len(letters) - 1)]
        states = f"Nederland trekt voor steun nummer {place + 1} {written} uit."
        repeats = f"Eerder is voor steun nummer {place + 1} {written} uitgetrokken."
        mention(row.letter, Mention.Verdict.STATES, states, written, row.amount_eur, row)
        if place % 20 in (12, 13) and len(rows) > place // 20 * 20 + 13:
            two = rows[place // 20 * 20 + 12], rows[place // 20 * 20 + 13]
            total = sum(one.amount_eur for one in two)
            words = f"Samen is dat {format_euro(total)} voor nummer {place // 20 * 20 + 13} en de volgende."
            mention(next_letter, Mention.Verdict.SUMS, words, format_euro(total), total, row)
        else:
            mention(next_letter, Mention.Verdict.REPEATS, repeats, written, row.amount_eur, row)
        if row.begun_by_id:
            quote = f"Dat is voor steun nummer {place + 1} EUR 5.000 meer dan eerst."
            mention(row.letter, Mention.Verdict.CHANGES, quote, "EUR 5.000", 5_000, row)
        if place % 20 == 1:
            quote = f"Van steun nummer {place + 1} is {SPENT} uitgegeven."
            mention(row.letter, Mention.Verdict.OUTCOME, quote, SPENT, 5_000_000, outcome=next(outcomes))
        elif place % 5 == 1:
            quote = f"De Europese Unie leent Oekraïne {place + 1} keer EUR 5 miljard."
            mention(row.letter, NO_PROMISE[place // 5 % len(NO_PROMISE)], quote, "EUR 5 miljard", 5_000_000_000)
        if place % 5 == 3:
            mention(row.letter, Mention.Verdict.NOT_MONEY, f"Dit was in 2.023 zo, zie noot {place + 1}.", "2.023", None)
    return mentions


def _outcomes(rows):
    """An outcome in the letter of each of these commitments: of every second what was spent, else of its category."""
    outcomes = Outcome.objects.bulk_create(
        Outcome(
            letter=row.letter,
            kind=Outcome.Kind.values[place % 5],
            amount_eur=5_000_000,
            on_date=row.letter.date,
            year=row.year,
            end_year=row.end_year,
            is_cumulative=bool(place % 2),
            valuation="book" if place % 2 else "",
            category=row.category if place % 2 else None,
        )
        for place, row in enumerate(rows)
    )
    of_commitments = zip(outcomes[::2], rows[::2], strict=True)
    Outcome.commitments.through.objects.bulk_create(
        Outcome.commitments.through(outcome=outcome, commitment=row) for outcome, row in of_commitments
    )
    return outcomes


def give_letters_a_text():
    """In the shipped ledger, which has no texts: to each letter its quotes, so that its page is at its fullest."""
    for letter in Letter.objects.all():
        quotes = letter.mentions.order_by("position").values_list("quote", flat=True)
        letter.text = "\n\n".join([f"# {letter.short_title}", *quotes])
        letter.save()
        renew_places(letter)
