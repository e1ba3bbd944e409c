from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path
from django.views.generic import RedirectView, TemplateView

from commitments.sitemaps import SITEMAPS

admin.site.site_header = "Oekraïnesteun: beheer"
admin.site.site_title = "Oekraïnesteun"
admin.site.index_title = "Brieven en bedragen"

urlpatterns = [
    path("", include("commitments.urls")),
    path("", include("letters.urls")),
    path("beheer/", admin.site.urls),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("robots.txt", TemplateView.as_view(template_name="robots.txt", content_type="text/plain"), name="robots"),
    path("favicon.ico", RedirectView.as_view(url="/static/favicon.svg", permanent=True), name="favicon"),
]

handler404 = "commitments.views.page_not_found"
