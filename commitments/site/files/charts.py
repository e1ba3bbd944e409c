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
        Column("stage", "code", "Hoe ver het met het geld is: aangekondigd, gereserveerd, toegewezen of geleverd."),
        Column("precision", "code", "Hoe precies het bedrag is: exact (precies), circa, at-least (ten minste), at-most "
               "(ten hoogste)."),
        Column("amount_eur", "integer", "Het eigen deel, in hele euro's. De som van deze kolom is het totaal."),
        Column("named_as", "code", "Wat de brief noemt: new (nieuw geld), before (al genoemd) of excluded (telt niet mee)."),
        Column("named_eur", "integer", "Hoeveel hele euro's dat zijn. De som van deze kolom is wat u vindt als u alles in de "
               "brieven zomaar optelt."),
        Column("step", "code", "De stap: begin, new (nieuw geld), more (meer dan eerder), less (minder dan eerder), moved "
               "(verschoven), withdrawn (vervallen) of end."),
        Column("happened", "code", "Wat de brief deed: announced (voor het eerst genoemd), repeated (herhaald), een soort "
               "wijziging of uitkomst. Of gone-on (verder in een ander geheel) of gone-along (geëindigd met het geheel). "
               "Tussen twee staat een +."),
        Column("change_eur", "integer", "Met hoeveel hele euro's deze stap het totaal veranderde; leeg bij begin en end."),
        Column("total_eur", "integer", "Het totaal op die dag, na die stap of na die brief, in hele euro's; leeg waar niets "
               "staat."),
    )
}  # fmt: skip


ADD_UP = ("amount_eur", "named_eur")  # of a chart whose rows add up to what it shows
NOTE = Column("note", "text", "Bij één jaar: wat er niet in staat, omdat de brieven het niet per jaar verdelen.")


def table_of(chart: Chart) -> Table:
    columns = tuple(COLUMNS[name] for name in chart.columns)
    last = chart.columns[-1]
    is_sum = last in ADD_UP
    means = f"de som van {last}: wat de grafiek toont" if is_sum else "deze rijen zijn niet op te tellen"
    return Table(
        chart.name,
        chart.title,
        (*columns, NOTE),
        lambda: ((*row, chart.note or None) for row in chart.rows()),
        Sum(chart.total_eur, chart.total.precision) if is_sum else None,
        means,
        chart.note,
    )
