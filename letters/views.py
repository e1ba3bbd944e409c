"""The public lists of letters and of the ministers from whom they are."""

from typing import Any

from django.db.models import Count
from django.views.generic import ListView

from .models import Letter, Minister
from .peildatum import read_peildatum

LETTERS_PER_PAGE = 50
MINISTERS_PER_PAGE = 50


class NearestPage(ListView):
    """A list in pages. One that does not exist gives the nearest that does, as in the other tables."""

    def paginate_queryset(self, queryset, page_size):
        page = self.get_paginator(queryset, page_size).get_page(self.request.GET.get(self.page_kwarg))
        return page.paginator, page, page.object_list, page.has_other_pages()


class LetterList(NearestPage):
    """The letters up to the peildatum, the newest first."""

    template_name = "letters/letter_list.html"
    paginate_by = LETTERS_PER_PAGE

    def get_queryset(self):
        self.peildatum, self.problem = read_peildatum(self.request.GET.get("as_of"))
        letters = Letter.objects.published().as_of(self.peildatum).without_text().select_related("dossier")
        return letters.with_signatures().newest_first()

    def get_context_data(self, **context):
        letters: Any = self.object_list
        kinds = dict(letters.order_by().values_list("kind").annotate(Count("pk")))
        return super().get_context_data(
            peildatum=self.peildatum,
            problem=self.problem,
            letter_count=kinds.get(Letter.Kind.BRIEF, 0),
            report_count=kinds.get(Letter.Kind.VERSLAG, 0),
            **context,
        )


class MinisterList(NearestPage):
    """From whom the letters up to the peildatum are: who signed, and on behalf of whom somebody else did."""

    template_name = "letters/minister_list.html"
    paginate_by = MINISTERS_PER_PAGE

    def get_queryset(self):
        self.peildatum, self.problem = read_peildatum(self.request.GET.get("as_of"))
        ministers = Minister.objects.published().as_of(self.peildatum)
        return ministers.with_published_signatures(self.peildatum).order_by("pk")

    def get_context_data(self, **context):
        ministers: Any = self.object_list
        signed = ministers.filter(signed_count__gt=0).count()
        about = {"signed": signed, "on_behalf": ministers.count() - signed}
        return super().get_context_data(peildatum=self.peildatum, problem=self.problem, **about, **context)
