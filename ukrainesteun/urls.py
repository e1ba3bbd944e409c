from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path, re_path
from django.views.generic import RedirectView, TemplateView

from commitments.approval import foreseen
from commitments.entry.letter import views as intake
from commitments.site.sitemaps import SITEMAPS
from ukrainesteun.signing_in.urls import urlpatterns as signing_in

admin.site.site_header = "Oekraïnesteun: beheer"
admin.site.site_title = "Oekraïnesteun"
admin.site.index_title = "Brieven en bedragen"

staff_pages, *names = admin.site.urls

urlpatterns = [
    path("", include("commitments.releasing.urls")),
    path("", include("commitments.site.urls")),
    path("", include("letters.urls")),
    # Ours first: the admin's own patterns end with one that takes every address.
    path("beheer/", ([*signing_in, *intake.urlpatterns, *foreseen.urlpatterns, *staff_pages], *names)),
    # Where Django's admin usually is, and anything below it, whether there is such a page or not.
    re_path(r"^admin/", RedirectView.as_view(pattern_name="admin:index", permanent=True), name="usual_admin"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("robots.txt", TemplateView.as_view(template_name="robots.txt", content_type="text/plain"), name="robots"),
    path("favicon.ico", RedirectView.as_view(url="/static/favicon.svg", permanent=True), name="favicon"),
]

handler400 = "ukrainesteun.middleware.bad_request"
handler404 = "commitments.site.views.page_not_found"
