from django.urls import path

from . import views

urlpatterns = [
    path("brieven/", views.LetterList.as_view(), name="letters"),
    path("bewindspersonen/", views.MinisterList.as_view(), name="ministers"),
]
