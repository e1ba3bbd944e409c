"""The public lists of letters and of the ministers from whom they are."""

from typing import Any

from django.db.models import Count
from django.views.generic import ListView

from .models import Letter, Minister
from .peildatum import read_peildatum

LETTERS_PER_PAGE = 50


class LetterList(ListView):
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

    def paginate_queryset(self, queryset, page_size):
        """A page that does not exist gives the nearest that does, as in the other tables."""
        page = self.get_paginator(queryset, page_size).get_page(self.request.GET.get(self.page_kwarg))
        return page.paginator, page, page.object_list, page.has_other_pages()


class MinisterList(ListView):
    """From whom the letters up to the peildatum are: who signed, and on behalf of whom somebody else did."""

    template_name = "letters/minister_list.html"

    def get_queryset(self):
        self.peildatum, self.problem = read_peildatum(self.request.GET.get("as_of"))
        return Minister.objects.published().as_of(self.peildatum).with_published_signatures(self.peildatum)

    def get_context_data(self, **context):
        signed = sum(minister.signed_count > 0 for minister in self.object_list)
        about = {"signed": signed, "on_behalf": len(self.object_list) - signed}
        return super().get_context_data(peildatum=self.peildatum, problem=self.problem, **about, **context)
