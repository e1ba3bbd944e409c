"""What every page says of how to reach us: an e-mail address, and the form about this page."""

from django.conf import settings

from .subjects import is_a_subject


def contact(request):
    """The e-mail address of the settings (empty where there is none, and then no page speaks of one), and the address of
    this page as the form has it in `over`: None for a page that the form knows nothing of."""
    return {"contact_email": settings.CONTACT_EMAIL, "reported_page": _reported_page(request)}


def _reported_page(request):
    name = request.resolver_match.view_name if request.resolver_match else ""
    if name in ("report", "report_thanks"):
        return request.GET.get("over")  # the form about a page leads to itself
    return request.get_full_path() if is_a_subject(name) else None
