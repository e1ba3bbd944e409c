"""The newest release, which every page names: what the public reads is of that release."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from commitments.models import Release


def release_of(request: HttpRequest) -> Release | None:
    """The newest release, asked of the database once for each request; None before the first."""
    if not hasattr(request, "release"):
        request.release = Release.objects.first()  # type: ignore[attr-defined]
    return request.release  # type: ignore[attr-defined]


def newest_release(request: HttpRequest) -> dict[str, object]:
    """Context for every template."""
    return {"newest_release": SimpleLazyObject(lambda: release_of(request))}
