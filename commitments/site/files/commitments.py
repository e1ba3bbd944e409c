"""The commitments as a list: the rows that /toezeggingen/ shows with the same filters."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db.models import F, OuterRef, Prefetch, Subquery
from django.utils import timezone

from commitments.models import Commitment, Correction, Mention
from commitments.querysets import CommitmentQuerySet
from ukrainesteun.exchange_rates import format_rate

from ..sums import sum_of
from .letters import kamerstuk_of, ministers_of
from .table import NOT_INCLUDED, ColumnOf, Row, Table, cells, fetched

_CORRECTIONS = Correction.objects.about(Correction.Kind.COMMITMENT, OuterRef("slug"))


def _first_stating(commitment: Any) -> Mention | None:
    return next(iter(commitment.stating_mentions), None)


def _quote(commitment: Any) -> str | None:
    mention = _first_stating(commitment)
    return mention.quote if mention else None


def _source_url(commitment: Any) -> str | None:
    mention = _first_stating(commitment)
    return (mention.source_url if mention else commitment.letter.official_url) or None


def _corrected_on(commitment: Any) -> str | None:
    return timezone.localtime(commitment.corrected_at).date().isoformat() if commitment.corrected_at else None


def _rate(commitment: Any) -> Decimal | None:
    """Without the noughts at its end."""
    return commitment.rate and Decimal(format_rate(commitment.rate).replace(",", "."))


COLUMNS = (
    ColumnOf("slug", "text", "De vaste naam van de toezegging; haar pagina is /toezeggingen/<slug>/.",
             lambda commitment: commitment.slug),
    ColumnOf("title", "text", "Wat is toegezegd, in onze woorden.", lambda commitment: commitment.title),
    ColumnOf("amount_eur", "integer", "Het bedrag van het besluit, in hele euro's. Tel deze kolom niet op: onderdelen "
             "zouden dubbel tellen. Leeg bij een andere munt zonder koers.", lambda commitment: commitment.amount_eur),
    ColumnOf("own_share_eur", "integer", "Wat deze rij bijdraagt aan het totaal: het bedrag min de onderdelen die "
             "meetellen. Leeg als de rij niet meetelt. De som van deze kolom is het totaal.",
             lambda commitment: commitment.counted_share_eur),
    ColumnOf("precision", "code", "Hoe precies de brief is: exact (precies), circa, at-least (ten minste), "
             "at-most (ten hoogste). Wat wij omrekenden is circa.", lambda commitment: commitment.precision),
    ColumnOf("currency", "code", "De munt waarin de brief het bedrag noemt: EUR, USD, GBP en zo verder.",
             lambda commitment: commitment.currency),
    ColumnOf("amount", "integer", "Het bedrag in die munt, in hele eenheden. Leeg bij euro's: dat is amount_eur.",
             lambda commitment: commitment.amount_in_currency),
    ColumnOf("rate", "decimal", "De koers: hoeveel van die munt één euro is. Daarmee rekenden wij amount_eur uit. Leeg bij "
             "euro's en zonder koers; zonder koers is ook amount_eur leeg.", _rate),
    ColumnOf("rate_date", "date", "De dag van die koers.",
             lambda commitment: commitment.rate_date and commitment.rate_date.isoformat()),
    ColumnOf("rate_source", "text", "Waar die koers staat.", lambda commitment: commitment.rate_source or None),
    ColumnOf("year", "integer", "Het jaar waarvoor het bedrag is, of het eerste jaar van de periode.",
             lambda commitment: commitment.year),
    ColumnOf("end_year", "integer", "Het laatste jaar; bij één jaar hetzelfde als year. Een periode is niet over "
             "de jaren verdeeld.", lambda commitment: commitment.end_year),
    ColumnOf("period_note", "text", "Een nauwere periode in woorden, zoals januari-april.",
             lambda commitment: commitment.period_note or None),
    ColumnOf("category", "code", "Waarvoor het is; de pagina is /categorieen/<category>/.",
             lambda commitment: commitment.category.slug),
    ColumnOf("channel", "code", "Waarlangs het geld gaat.",
             lambda commitment: commitment.channel.slug if commitment.channel else None),
    ColumnOf("stage", "code", "Hoe ver het met het geld is: aangekondigd, gereserveerd, toegewezen of geleverd.",
             lambda commitment: commitment.stage),
    ColumnOf("finance_type", "code", "gift (geld of goederen), lening of garantie.",
             lambda commitment: commitment.finance_type),
    ColumnOf("standing", "code", "Of het meetelt: counted (telt mee), inside-whole (telt mee in een groter bedrag). Of niet: "
             "superseded (vervangen), withdrawn (vervallen), excluded (telt niet mee), whole-left-out (het grotere bedrag "
             "telt niet mee).",
             lambda commitment: commitment.standing.value),
    ColumnOf("part_of", "text", "De slug van het geheel waar dit bedrag in zit.",
             lambda commitment: commitment.whole_slug),
    ColumnOf("change", "code", "Hoe het in de plaats van een eerdere toezegging kwam: raised (verhoogd), lowered (verlaagd), "
             "moved-in-time (verschoven in de tijd), transferred (overgeheveld), split (gesplitst), merged (samengevoegd) of "
             "corrected (hersteld).", lambda commitment: commitment.begun_by and commitment.begun_by.kind),
    ColumnOf("supersedes", "text", "De slugs van de eerdere toezeggingen die hiermee eindigen, met spaties ertussen.",
             lambda commitment: " ".join(one.slug for one in commitment.predecessors) or None),
    ColumnOf("ended_on", "date", "De datum van de brief waarmee het eindigde.",
             lambda commitment: commitment.ended_by and commitment.ended_by.letter.date.isoformat()),
    ColumnOf("ended_as", "code", "Wat er toen mee gebeurde; dezelfde codes als change, of withdrawn (vervallen).",
             lambda commitment: commitment.ended_by and commitment.ended_by.kind),
    ColumnOf("on_top_of", "text", "De slug van de eerdere toezegging waar dit bedrag bovenop komt. Beide tellen mee.",
             lambda commitment: commitment.on_top_of_slug),
    ColumnOf("letter", "text", "De vaste naam van de brief die het aankondigde; de pagina is /brieven/<letter>/.",
             lambda commitment: commitment.letter.slug),
    ColumnOf("kamerstuk", "text", "Het Kamerstuknummer van die brief, zoals 36 045, nr. 171.",
             lambda commitment: kamerstuk_of(commitment.letter)),
    ColumnOf("letter_date", "date", "De datum van die brief.", lambda commitment: commitment.letter.date.isoformat()),
    ColumnOf("ministers", "text", "Wie de brief ondertekenden. Samen ondertekenen is niet alleen uitgeven.",
             lambda commitment: ministers_of(commitment.letter)),
    ColumnOf("quote", "text", "Waar de brief het bedrag noemt, woord voor woord.", _quote),
    ColumnOf("source_url", "text", "De officiële publicatie, bij het citaat waar een browser dat kan.", _source_url),
    ColumnOf("corrected_on", "date", "Wanneer wij het laatst veranderden wat hier over deze toezegging stond; leeg als dat nooit "
             "gebeurde. Wat er stond, staat in de lijst correcties.", _corrected_on),
    NOT_INCLUDED,
)  # fmt: skip


def rows(commitments: CommitmentQuerySet[Commitment], not_included: str = "") -> Iterator[Row]:
    """The cells of each of these commitments, in the order of COLUMNS; fetched as they are read."""
    found = (
        commitments.with_standing()
        .with_counted_share()
        .with_changes()
        .annotate(corrected_at=Subquery(_CORRECTIONS.values("made_at")[:1]))
        .select_related("category", "channel", "letter__dossier")
        .defer("letter__text")
        .prefetch_related(
            "letter__signatures__minister",
            Prefetch(
                "mentions",
                queryset=Mention.objects.proving()
                .filter(letter=F("commitment__letter"))
                .select_related("letter__dossier")
                .defer("letter__text")
                .order_by("position"),
                to_attr="stating_mentions",
            ),
        )
    )
    return cells(COLUMNS, fetched(found), not_included)


def table_of(commitments: CommitmentQuerySet[Commitment], not_included: str = "") -> Table:
    """These published commitments, with the total of those that count."""
    return Table(
        "toezeggingen",
        "Toezeggingen",
        COLUMNS,
        lambda: rows(commitments, not_included),
        sum_of(commitments.counted()),
        "de som van own_share_eur: wat meetelt, elke euro één keer",
        not_included,
    )
