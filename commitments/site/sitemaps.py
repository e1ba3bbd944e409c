"""Every public page, for search engines."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from commitments.models import Category, Commitment, Release
from letters.models import Letter, Minister


class Pages(Sitemap):
    def items(self):
        return [
            *("overview", "timeline", "categories", "flows", "commitments", "mentions", "letters", "ministers"),
            *("difference", "execution", "corrections", "method", "definitions"),
            *("contradictions", "accessibility", "report", "releases"),
        ]

    def location(self, name):
        return reverse(name)


class Rows(Sitemap):
    """The page of each published row of a model."""

    def __init__(self, model):
        self.model = model

    def items(self):
        return self.model.objects.published().only("slug").order_by("slug")


class Releases(Sitemap):
    def items(self):
        return Release.objects.only("number").order_by("number")


SITEMAPS = {
    "pages": Pages(),
    "commitments": Rows(Commitment),
    "letters": Rows(Letter),
    "ministers": Rows(Minister),
    "categories": Rows(Category),
    "releases": Releases(),
}
