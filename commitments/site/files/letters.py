"""The letters as a list: their facts, what each adds to the total, and how much money is written in it."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch

from commitments.charts.selection import everything
from commitments.charts.series import changes_by_letter
from commitments.models import Commitment, Mention
from letters.models import Letter
from letters.querysets import LetterQuerySet

from ..sums import share_of, sum_of
from .table import ColumnOf, Row, Table, cells, fetched


def kamerstuk_of(letter: Letter) -> str | None:
    return letter.kamerstuk.printed if letter.kamerstuk else None


def ministers_of(letter: Letter) -> str | None:
    return "; ".join(signature.minister.name for signature in letter.signatures.all()) or None


def _dossiers(letter: Letter) -> str | None:
    dossiers = [*([letter.dossier] if letter.dossier else []), *letter.other_dossiers.all()]
    return "; ".join(dossier.printed_number for dossier in dossiers) or None


def _share_eur(letter: Any) -> int | None:
    share = share_of(letter.announced)
    return share.amount_eur if share else None


def _precision(letter: Any) -> str | None:
    share = share_of(letter.announced)
    return share.precision if share else None


def _naive_eur(letter: Any) -> int | None:
    amounts = [one.naive_amount_eur for one in letter.found if one.naive_amount_eur]
    return sum(amounts) if amounts else None


COLUMNS = (
    ColumnOf("slug", "text", "De vaste naam van de brief; zijn pagina is /brieven/<slug>/.", lambda letter: letter.slug),
    ColumnOf("kind", "code", "brief, of verslag (van een schriftelijk overleg).", lambda letter: letter.kind),
    ColumnOf("kamerstuk", "text", "Het Kamerstuknummer, zoals 36 045, nr. 171; leeg als er geen is.", kamerstuk_of),
    ColumnOf("reference", "text", "Het kenmerk van het ministerie.", lambda letter: letter.reference or None),
    ColumnOf("dossiers", "text", "De dossiers van de Tweede Kamer waarin de brief staat; het eerste hoort bij het nummer.",
             _dossiers),
    ColumnOf("date", "date", "De datum van de brief.", lambda letter: letter.date.isoformat()),
    ColumnOf("short_title", "text", "Onze korte naam voor de brief; geen citaat.", lambda letter: letter.short_title),
    ColumnOf("title", "text", "De titel zoals die op de brief staat.", lambda letter: letter.title or None),
    ColumnOf("ministers", "text", "Wie ondertekenden, in de volgorde van de brief.", ministers_of),
    ColumnOf("commitment_count", "integer", "Hoeveel toezeggingen de brief aankondigt, ook die niet meetellen.",
             lambda letter: len(letter.announced)),
    ColumnOf("change_eur", "integer", "Met hoeveel de brief het totaal veranderde, in hele euro's; met een min ervoor als het "
             "omlaag ging. Leeg als het gelijk bleef. De som van deze kolom is het totaal.",
             lambda letter: letter.change and letter.change.amount_eur),
    ColumnOf("share_eur", "integer", "Wat de toezeggingen uit deze brief bijdragen aan het totaal, in hele euro's. Leeg als "
             "niets meetelt. De som van deze kolom is het totaal.", _share_eur),
    ColumnOf("precision", "code", "Hoe precies dat bedrag is: exact (precies), circa, at-least (ten minste), at-most (ten "
             "hoogste).", _precision),
    ColumnOf("mention_count", "integer", "Hoeveel vindplaatsen de brief heeft.", lambda letter: len(letter.found)),
    ColumnOf("naive_eur", "integer", "Wat er aan Nederlandse euro's in de brief staat, zomaar opgeteld. De som van deze "
             "kolom is de som van naive_eur bij de vindplaatsen.", _naive_eur),
    ColumnOf("note", "text", "Wat een lezer over de brief moet weten.", lambda letter: letter.note or None),
    ColumnOf("source_url", "text", "De officiële publicatie.", lambda letter: letter.official_url or None),
)  # fmt: skip


def rows(letters: LetterQuerySet[Letter], peildatum: datetime.date | None) -> Iterator[Row]:
    """The cells of each of these letters, in the order of COLUMNS; fetched as they are read."""
    announced = Commitment.objects.published().as_of(peildatum).with_standing().with_counted_share()
    found = (
        letters.without_text()
        .select_related("dossier")
        .prefetch_related(
            "signatures__minister",
            "other_dossiers",
            Prefetch("commitments", announced, "announced"),
            Prefetch("mentions", Mention.objects.published().with_naive_eur().defer("quote", "note"), "found"),
        )
    )
    changes = changes_by_letter(everything(peildatum).movements)

    def with_changes() -> Iterator[Any]:
        for letter in fetched(found):
            letter.change = changes.get(letter.slug)
            yield letter

    return cells(COLUMNS, with_changes())


def table_of(letters: LetterQuerySet[Letter], peildatum: datetime.date | None) -> Table:
    """These published letters, with what they add to the total on the peildatum."""
    known = Commitment.objects.published().as_of(peildatum)
    return Table(
        "brieven",
        "Brieven",
        COLUMNS,
        lambda: rows(letters.in_order_of_date(), peildatum),
        sum_of(known.filter(letter__in=letters.order_by().values("pk")).counted()),
        "de som van share_eur: wat meetelt uit deze brieven, elke euro één keer",
    )
