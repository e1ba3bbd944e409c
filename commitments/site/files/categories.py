"""The categories as a list: what the money of a choice is for."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count

from commitments.charts.selection import Selection
from commitments.charts.series import Sum
from commitments.models import Category

from .table import NOT_INCLUDED, ColumnOf, Row, Table, cells


@dataclass(frozen=True)
class _Found:
    """A category with what of the choice is in it."""

    category: Category
    count: int
    share: Sum | None  # None where nothing of it counts


COLUMNS = (
    ColumnOf("slug", "code", "De vaste naam van de categorie; de pagina is /categorieen/<slug>/.",
             lambda found: found.category.slug),
    ColumnOf("name", "text", "De naam van de categorie.", lambda found: found.category.name),
    ColumnOf("description", "text", "Wat er wel en niet onder valt.", lambda found: found.category.description or None),
    ColumnOf("commitment_count", "integer", "Hoeveel toezeggingen van deze keuze erin vallen, ook die niet meetellen.",
             lambda found: found.count),
    ColumnOf("share_eur", "integer", "Wat de categorie bijdraagt aan het totaal van deze keuze, in hele euro's. Leeg als niets "
             "meetelt. De som van deze kolom is het totaal.", lambda found: found.share and found.share.amount_eur),
    ColumnOf("precision", "code", "Hoe precies dat bedrag is: exact (precies), circa, at-least (ten minste), "
             "at-most (ten hoogste).", lambda found: found.share and found.share.precision),
    NOT_INCLUDED,
)  # fmt: skip


def rows(selection: Selection) -> Iterator[Row]:
    """The cells of each category that has a published commitment, in the order of COLUMNS."""
    counts = dict(selection.commitments.order_by().values_list("category__slug").annotate(Count("pk")))
    amounts = {label.slug: amount for label, amount in selection.by_period.category_totals()}
    return cells(
        COLUMNS,
        (_Found(one, counts.get(one.slug, 0), amounts.get(one.slug)) for one in selection.category_rows),
        selection.spanning_in_words,
    )


def table_of(selection: Selection) -> Table:
    """The categories, with what each adds to the total of this choice."""
    return Table(
        "categorieen",
        "Categorieën",
        COLUMNS,
        lambda: rows(selection),
        selection.by_period.total,
        "de som van share_eur: wat meetelt van deze keuze, elke euro één keer",
        selection.spanning_in_words,
    )
