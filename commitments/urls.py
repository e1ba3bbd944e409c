from django.urls import path
from django.views.generic import RedirectView

from . import views

urlpatterns = [
    path("", views.overview, name="overview"),
    path("tijdlijn/", views.timeline, name="timeline"),
    path("stromen/", views.flows, name="flows"),
    path("toezeggingen/", views.commitment_list, name="commitments"),
    path("toezeggingen.csv", views.commitments_csv, name="commitments_csv"),
    path("toezeggingen.json", views.commitments_json, name="commitments_json"),
    path("toezeggingen/<slug:slug>/", views.commitment_detail, name="commitment"),
    path("brieven/<slug:slug>/", views.letter_detail, name="letter"),
    path("bewindspersonen/<slug:slug>/", views.minister_detail, name="minister"),
    path("categorieen/", RedirectView.as_view(url="/#waarvoor"), name="categories"),
    path("categorieen/<slug:slug>/", views.category_detail, name="category"),
    path("verantwoording/", views.method, name="method"),
]
