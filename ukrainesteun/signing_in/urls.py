"""The addresses of the second step, inside the admin's own namespace: they are as private as the rest of it."""

from django.contrib import admin
from django.urls import path

from ukrainesteun.signing_in import views

urlpatterns = [
    path("login/", views.sign_in, name="login"),
    path("tweede-stap/", admin.site.admin_view(views.second_factor), name="second_factor"),
    path("tweede-stap/instellen/", admin.site.admin_view(views.second_factor_setup), name="second_factor_setup"),
    path("tweede-stap/herstelcodes/", admin.site.admin_view(views.recovery_codes), name="recovery_codes"),
    path("bewaarde-invoer/", admin.site.admin_view(views.kept_form), name="kept_form"),
]
