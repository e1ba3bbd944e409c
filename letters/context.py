"""What every page says about the data under it."""

from django.utils.functional import SimpleLazyObject

from .models import Letter
from .peildatum import read_peildatum


def first_and_newest_letter(request):
    """The first published letter, and the newest up to the peildatum; each asked of the database only where a page prints
    it."""
    letters = Letter.objects.published().without_text().select_related("dossier")

    def newest():
        peildatum, _ = read_peildatum(request.GET.get("as_of"))
        return letters.as_of(peildatum).newest_first().first()

    return {
        "first_letter": SimpleLazyObject(letters.in_order_of_date().first),
        "newest_letter": SimpleLazyObject(newest),
    }
