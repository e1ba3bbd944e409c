"""What every page says about the data under it."""

from django.utils.functional import SimpleLazyObject

from .models import Letter


def newest_letter(request):
    """The newest published letter, up to which the data go; asked of the database only where a page prints it."""
    return {
        "newest_letter": SimpleLazyObject(
            lambda: Letter.objects.published().without_text().select_related("dossier").newest_first().first()
        )
    }
