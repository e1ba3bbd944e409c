"""What is refused before any page looks at it."""

from django.http import HttpResponseBadRequest
from django.template.loader import render_to_string


def refuse_null_characters(get_response):
    """Answers 400 to an address with a NUL in it: PostgreSQL cannot hold one, and no person types one."""

    def middleware(request):
        if "%00" in request.META.get("QUERY_STRING", ""):
            return HttpResponseBadRequest(render_to_string("400.html"))
        return get_response(request)

    return middleware
