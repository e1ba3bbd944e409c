from django.urls import path

from commitments.reporting import views as reporting

from . import downloads, views

urlpatterns = [
    path("", views.overview, name="overview"),
    path("tijdlijn/", views.timeline, name="timeline"),
    path("stromen/", views.flows, name="flows"),
    path("toezeggingen/", views.commitment_list, name="commitments"),
    path("toezeggingen.csv", downloads.commitments_csv, name="commitments_csv"),
    path("toezeggingen.json", downloads.commitments_json, name="commitments_json"),
    path("toezeggingen/<slug:slug>/", views.commitment_detail, name="commitment"),
    path("toezeggingen/<slug:slug>/kaart.png", downloads.commitment_card, name="commitment_card"),
    path("brieven/<slug:slug>/", views.letter_detail, name="letter"),
    path("brieven/<slug:slug>/kaart.png", downloads.letter_card, name="letter_card"),
    path("bewindspersonen/<slug:slug>/", views.minister_detail, name="minister"),
    path("categorieen/", views.categories, name="categories"),
    path("categorieen/<slug:slug>/", views.category_detail, name="category"),
    path("verantwoording/", views.method, name="method"),
    path("toegankelijkheid/", views.accessibility, name="accessibility"),
    path("melden/", reporting.report, name="report"),
    path("melden/dank/", reporting.thanks, name="report_thanks"),
    path("stijl/", views.style, name="style"),
    path("kaart.png", downloads.site_card, name="site_card"),
    path("grafieken/<slug:name>.json", downloads.chart_figure, name="chart_figure"),
    path("grafieken/<slug:name>.csv", downloads.chart_csv, name="chart_csv"),
    path("grafieken/<slug:name>.svg", downloads.chart_svg, name="chart_svg"),
    path("grafieken/<slug:name>.png", downloads.chart_png, name="chart_png"),
]
