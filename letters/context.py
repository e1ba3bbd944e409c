"""What every page says about the data under it."""

from django.db.models import Max, Min, Q
from django.utils.functional import SimpleLazyObject

from .models import Letter
from .peildatum import read_peildatum


def known_letters(request):
    """The first published letter, the newest up to the peildatum, and the days of letters before and after that one; each
    asked of the database only where a page prints it."""
    letters = Letter.objects.published().without_text().select_related("dossier")

    def newest():
        peildatum, _ = read_peildatum(request.GET.get("as_of"))
        return letters.as_of(peildatum).newest_first().first()

    newest_letter = SimpleLazyObject(newest)

    def days_around():
        if not newest_letter:
            return Letter.objects.published().aggregate(after=Min("date"))
        day = newest_letter.date
        before, after = Max("date", filter=Q(date__lt=day)), Min("date", filter=Q(date__gt=day))
        return Letter.objects.published().aggregate(before=before, after=after)

    return {
        "days_of_letters": SimpleLazyObject(days_around),
        "first_letter": SimpleLazyObject(letters.in_order_of_date().first),
        "newest_letter": newest_letter,
    }
