"""The corrections as a list: each fact that the site said otherwise before, and what was added later or withdrawn."""

from collections.abc import Iterator

from django.utils import timezone

from commitments.corrections import CorrectionQuerySet
from commitments.models import Correction

from .table import ColumnOf, Row, Table, cells, fetched

COLUMNS = (
    ColumnOf("corrected_on", "date", "Wanneer het op de site veranderde.",
             lambda one: timezone.localtime(one.made_at).date().isoformat()),
    ColumnOf("what", "code", "gewijzigd (er staat iets anders) of teruggetrokken (het staat er niet meer). Of toegevoegd: het "
             "kwam later bij een brief die er al stond.", lambda one: one.what),
    ColumnOf("kind", "code", "Waarvan: een toezegging of een brief, of een naam: categorie, kanaal, bewindspersoon of "
             "dossier.", lambda one: one.kind),
    ColumnOf("slug", "text", "De vaste naam daarvan; van een dossier het nummer.", lambda one: one.slug),
    ColumnOf("title", "text", "Hoe zij toen heette.", lambda one: one.title),
    ColumnOf("letter", "text", "De vaste naam van de brief waar het in staat; leeg bij namen en oude terugtrekkingen.",
             lambda one: one.letter_slug or None),
    ColumnOf("designation", "text", "Hoe die brief officieel heet, zoals Kamerstuk 36 045, nr. 171; leeg bij namen.",
             lambda one: one.letter or None),
    ColumnOf("field", "code", "Wat er veranderde, bij gewijzigd: de naam van een kolom van de toezeggingen of de brieven, of "
             "period, begun_by, changes, dossiers, designation, signatures; name, short_name, description of title van een naam; "
             "of text: de tekst van de brief, die hier niet staat.", lambda one: one.field or None),
    ColumnOf("before", "text", "Wat er stond, zoals de site het schreef.", lambda one: one.before or None),
    ColumnOf("after", "text", "Wat er nu staat.", lambda one: one.after or None),
    ColumnOf("before_eur", "integer", "Het bedrag dat er stond, in hele euro's; bij een teruggetrokken brief wat zij meetelde. "
             "Tel deze kolom niet op.", lambda one: one.before_eur),
    ColumnOf("before_precision", "code", "Hoe precies dat was: exact (precies), circa, at-least (ten minste) of at-most (ten "
             "hoogste). Leeg zonder bedrag, en van vroeger: toen bewaarden wij het niet.",
             lambda one: one.before_precision or None),
    ColumnOf("after_eur", "integer", "Het bedrag dat er nu staat, in hele euro's. Tel deze kolom niet op.",
             lambda one: one.after_eur),
    ColumnOf("after_precision", "code", "Hoe precies dat is.", lambda one: one.after_precision or None),
    ColumnOf("reason", "text", "Waarom.", lambda one: one.reason or None),
)  # fmt: skip


def rows(corrections: CorrectionQuerySet[Correction]) -> Iterator[Row]:
    """The cells of each of these corrections, in the order of COLUMNS; fetched as they are read."""
    return cells(COLUMNS, fetched(corrections))


def table_of(corrections: CorrectionQuerySet[Correction]) -> Table:
    """These corrections, the oldest first; there is nothing to add up."""
    return Table("correcties", "Correcties", COLUMNS, lambda: rows(corrections.order_by("pk")), None, "")
