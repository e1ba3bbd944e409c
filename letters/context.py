"""What every page says about the data under it."""

from django.utils.functional import SimpleLazyObject

from .models import Letter


def first_and_newest_letter(request):
    """The first and the newest published letter; each asked of the database only where a page prints it."""
    letters = Letter.objects.published().without_text().select_related("dossier")
    return {
        "first_letter": SimpleLazyObject(letters.in_order_of_date().first),
        "newest_letter": SimpleLazyObject(letters.newest_first().first),
    }
