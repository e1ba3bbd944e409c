"""The rows of a chart as a list: exactly what is drawn."""

from commitments.charts.catalogue import Chart
from commitments.charts.series import Sum

from .table import Column, Table

COLUMNS = {
    column.name: column
    for column in (
        Column("year", "integer", "Het jaar, of het eerste jaar van de periode."),
        Column("end_year", "integer", "Het laatste jaar; bij één jaar hetzelfde als year."),
        Column("date", "date", "Vanaf welke dag dit het totaal is: de datum van een brief."),
        Column("letter", "text", "De vaste naam van de brief; de pagina is /brieven/<letter>/."),
        Column("category", "code", "De categorie; de pagina is /categorieen/<category>/."),
        Column("name", "text", "Wat dit deel is."),
        Column("stage", "code", "Hoe ver het is: aangekondigd, gereserveerd, toegewezen of geleverd."),
        Column("precision", "code", "Hoe precies het bedrag is: exact (precies), circa, at-least (ten minste), at-most "
               "(ten hoogste)."),
        Column("amount_eur", "integer", "Het eigen deel, in hele euro's. De som van deze kolom is het totaal."),
        Column("total_eur", "integer", "Het totaal van de categorie vanaf die dag, in hele euro's; leeg waar geen brief een "
               "bedrag noemt."),
    )
}  # fmt: skip


NOTE = Column("note", "text", "Bij één jaar: wat er niet in staat, omdat de brieven het niet per jaar verdelen.")


def table_of(chart: Chart) -> Table:
    columns = tuple(COLUMNS[name] for name in chart.columns)
    is_sum = chart.columns[-1] == "amount_eur"
    means = "de som van amount_eur: wat de grafiek toont" if is_sum else "deze rijen zijn niet op te tellen"
    return Table(
        chart.name,
        chart.title,
        (*columns, NOTE),
        lambda: ((*row, chart.note or None) for row in chart.rows()),
        Sum(chart.total_eur, chart.total.precision) if is_sum else None,
        means,
        chart.note,
    )
