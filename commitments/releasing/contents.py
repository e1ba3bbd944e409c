"""What the data file of a release holds: every public list with the columns of its own file, and what no list has.

The full text of a letter is not in it, but its SHA-256: a text that had to go is gone.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from django.utils.timezone import localdate

from commitments.models import (
    Affected,
    Category,
    Change,
    Channel,
    Commitment,
    Correction,
    Explanation,
    Mention,
    Outcome,
    Report,
)
from commitments.site.files import commitments, corrections, letters, mentions, ministers, outcomes
from commitments.site.files.table import LICENCE, LICENCE_URL, Table
from letters.models import Dossier, Letter, Minister, Signature

Facts = dict[str, Any]


def data_file(promised: Table) -> bytes:
    """All that is public now, as JSON: an object with the list of all commitments and one for each of LISTS. The same rows
    give the same bytes."""
    return "".join(_pieces(promised)).encode()


def _pieces(promised: Table) -> Iterator[str]:
    about = {
        "title": "Oekraïnesteun, alle openbare gegevens",
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
    }
    yield json.dumps(about, ensure_ascii=False, indent=1).removesuffix("\n}")
    lists = {"toezeggingen": promised.objects} | LISTS
    for name, rows in lists.items():
        yield f",\n {json.dumps(name)}: ["
        for number, row in enumerate(rows()):
            yield (",\n" if number else "\n") + json.dumps(row, ensure_ascii=False, default=str)
        yield "]"
    yield "\n}\n"


def all_commitments() -> Table:
    """The list of every published commitment, as its own file has it without a filter; fetched once, for two files."""
    table = commitments.table_of(Commitment.objects.published())
    rows = list(table.rows())
    return replace(table, rows=lambda: iter(rows))


def _names() -> Iterator[Facts]:
    for kind, found, fields in (
        ("categorie", Category.objects, ("slug", "name", "short_name", "description", "position", "colour")),
        ("kanaal", Channel.objects, ("slug", "name", "short_name")),
        ("bewindspersoon", Minister.objects, ("slug", "name", "family_name")),
        ("dossier", Dossier.objects, ("number", "title")),
    ):
        for row in found.public_copies().order_by(fields[0]).values(*fields):
            yield {"kind": kind, **row}


def _signatures() -> Iterator[Facts]:
    found = Signature.objects.published()
    fields = ("letter__slug", "position", "minister__slug", "office", "manner", "name_as_printed")
    for row in found.order_by("letter__date", "letter__slug", "position", "pk").values_list(*fields):
        yield dict(zip(("letter", "position", "minister", "office", "manner", "name_as_printed"), row, strict=True))


def _changes() -> Iterator[Facts]:
    ended: defaultdict[int, list[str]] = defaultdict(list)
    gone_on: defaultdict[int, list[list[str]]] = defaultdict(list)
    affected = Affected.objects.filter(change__letter__published_at__isnull=False)
    for key, slug, into in affected.values_list("change", "commitment__slug", "into__slug"):
        if into is None:
            ended[key].append(slug)
        else:
            gone_on[key].append([slug, into])
    found = Change.objects.filter(letter__published_at__isnull=False).select_related("letter").defer("letter__text")
    for change in found.order_by("letter__date", "letter__slug", "position", "pk"):
        yield {
            "letter": change.letter.slug,
            "position": change.position,
            "kind": change.kind,
            "note": change.note or None,
            "ended": sorted(ended[change.pk]),
            "went_on": sorted(gone_on[change.pk]),
        }


def _notes() -> Iterator[Facts]:
    """What pages say of a commitment besides its row in a list."""
    found = Commitment.objects.published().exclude(note="", exclusion="").order_by("slug")
    for slug, exclusion, note in found.values_list("slug", "exclusion", "note"):
        yield {"commitment": slug, "exclusion": exclusion or None, "note": note or None}


def _texts() -> Iterator[Facts]:
    found = Letter.objects.published().exclude(text="").order_by("date", "slug").values_list("slug", "text")
    for slug, text in found.iterator(chunk_size=20):
        yield {"letter": slug, "sha256": hashlib.sha256(text.encode()).hexdigest()}


def _explanations() -> Iterator[Facts]:
    for one in Explanation.objects.public().select_related("public_letter").order_by("key"):
        yield {"key": one.key, "text": one.public_text, "quote": one.public_quote, "letter": one.public_letter.slug}


def _reports() -> Iterator[Facts]:
    for one in Report.objects.that_led_to_a_correction():
        told = {"kind": one.kind, "title": one.title, "page": one.page, "mistake": one.mistake, "answer": one.answer}
        yield {**told, "dealt_with_on": localdate(one.dealt_with_at).isoformat()}


LISTS: dict[str, Callable[[], Iterator[Facts]]] = {
    "vindplaatsen": lambda: mentions.table_of(Mention.objects.published()).objects(),
    "brieven": lambda: letters.table_of(Letter.objects.published(), None).objects(),
    "bewindspersonen": lambda: ministers.table_of(Minister.objects.published(), None).objects(),
    "uitkomsten": lambda: outcomes.table_of(Outcome.objects.published()).objects(),
    "correcties": lambda: corrections.table_of(Correction.objects.all()).objects(),
    "ondertekeningen": _signatures,
    "wijzigingen": _changes,
    "toelichtingen bij toezeggingen": _notes,
    "namen": _names,
    "teksten": _texts,
    "toelichtingen bij tegenspraak": _explanations,
    "meldingen": _reports,
}
