"""The public lists of letters and of who signed them."""

from django.views.generic import ListView

from .models import Letter, Minister

LETTERS_PER_PAGE = 50


class LetterList(ListView):
    template_name = "letters/letter_list.html"
    queryset = Letter.objects.published().without_text().select_related("dossier").with_signatures().newest_first()
    paginate_by = LETTERS_PER_PAGE

    def paginate_queryset(self, queryset, page_size):
        """A page that does not exist gives the nearest that does, as in the other tables."""
        page = self.get_paginator(queryset, page_size).get_page(self.request.GET.get(self.page_kwarg))
        return page.paginator, page, page.object_list, page.has_other_pages()


class MinisterList(ListView):
    template_name = "letters/minister_list.html"
    queryset = Minister.objects.published().with_published_signatures()
