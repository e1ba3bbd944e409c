from django.urls import path

from commitments.reporting import views as reporting

from . import contradictions, difference, downloads, execution, lists, method, timeline, views


def _files(stem, view, name):
    """The addresses of one list as a file of each kind."""
    return [
        path(f"{stem}.csv", view, {"kind": "csv"}, name=f"{name}_csv"),
        path(f"{stem}-excel.csv", view, {"kind": "excel"}, name=f"{name}_excel"),
        path(f"{stem}.json", view, {"kind": "json"}, name=f"{name}_json"),
        path(f"{stem}.xlsx", view, {"kind": "xlsx"}, name=f"{name}_xlsx"),
    ]


urlpatterns = [
    path("", views.overview, name="overview"),
    path("tijdlijn/", timeline.timeline, name="timeline"),
    path("verschil/", difference.difference, name="difference"),
    path("stromen/", views.flows, name="flows"),
    path("toezeggingen/", views.commitment_list, name="commitments"),
    path("vindplaatsen/", lists.mention_list, name="mentions"),
    *_files("toezeggingen", lists.commitments_file, "commitments"),
    *_files("vindplaatsen", lists.mentions_file, "mentions"),
    *_files("brieven", lists.letters_file, "letters"),
    *_files("bewindspersonen", lists.ministers_file, "ministers"),
    *_files("categorieen", lists.categories_file, "categories"),
    path("uitvoering/", execution.execution, name="execution"),
    *_files("uitkomsten", lists.outcomes_file, "outcomes"),
    path("correcties/", lists.correction_list, name="corrections"),
    *_files("correcties", lists.corrections_file, "corrections"),
    path("toezeggingen/<slug:slug>/", views.commitment_detail, name="commitment"),
    path("toezeggingen/<slug:slug>/kaart.png", downloads.commitment_card, name="commitment_card"),
    path("brieven/<slug:slug>/", views.letter_detail, name="letter"),
    path("brieven/<slug:slug>/kaart.png", downloads.letter_card, name="letter_card"),
    path("bewindspersonen/<slug:slug>/", views.minister_detail, name="minister"),
    path("categorieen/", views.categories, name="categories"),
    path("categorieen/<slug:slug>/", views.category_detail, name="category"),
    path("verantwoording/", method.method, name="method"),
    path("verantwoording/tegenspraak/", contradictions.contradiction_list, name="contradictions"),
    path("definities/", views.definitions, name="definitions"),
    path("toegankelijkheid/", views.accessibility, name="accessibility"),
    path("melden/", reporting.report, name="report"),
    path("melden/dank/", reporting.thanks, name="report_thanks"),
    path("stijl/", views.style, name="style"),
    path("kaart.png", downloads.site_card, name="site_card"),
    path("kaart-zonder-bedrag.png", downloads.plain_card, name="plain_card"),
    # Before the shorter ones, which would take them for names.
    path("grafieken/toelichting.json", downloads.chart_note, name="chart_note"),
    path("grafieken/<slug:name>-excel.csv", downloads.chart_file, {"kind": "excel"}, name="chart_excel"),
    path("grafieken/<slug:name>-gegevens.json", downloads.chart_file, {"kind": "json"}, name="chart_json"),
    path("grafieken/<slug:name>.json", downloads.chart_figure, name="chart_figure"),
    path("grafieken/<slug:name>.csv", downloads.chart_file, {"kind": "csv"}, name="chart_csv"),
    path("grafieken/<slug:name>.svg", downloads.chart_svg, name="chart_svg"),
    path("grafieken/<slug:name>.png", downloads.chart_png, name="chart_png"),
]
