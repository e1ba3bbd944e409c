"""Where readers can write to, for the foot of every page."""

from django.conf import settings


def contact(request):
    """The e-mail address of the settings; empty where there is none, and then no page speaks of one."""
    return {"contact_email": settings.CONTACT_EMAIL}
