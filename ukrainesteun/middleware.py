"""What is refused before any page looks at it, and the order of what every answer says."""

from collections.abc import Callable

from csp.constants import HEADER as CSP
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

Answer = Callable[[HttpRequest], HttpResponseBase]

READS = ["GET", "HEAD"]
WITH_A_FORM = {"report"}  # the public pages that something can be sent to; below /beheer/ any page may have a form


def refuse_null_characters(get_response: Answer) -> Answer:
    """Answers 400 to an address with a NUL in it: PostgreSQL cannot hold one, and no person types one."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if "%00" in request.META.get("QUERY_STRING", ""):
            return HttpResponseBadRequest(render_to_string("400.html"))
        return get_response(request)

    return middleware


def order_policy(get_response: Answer) -> Answer:
    """Puts the directives of the Content-Security-Policy in the order of the alphabet: django-csp's differs by process
    (findings/django_csp_orders_by_chance.sh), and the same page is the same answer, whoever makes it."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if policy := response.get(CSP):
            response[CSP] = "; ".join(sorted(policy.split("; ")))
        return response

    return middleware


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Of what Django itself refuses: whether it was too much, or the address was wrong (handler400)."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent):
        return HttpResponse(render_to_string("413.html"), status=413)
    return HttpResponseBadRequest(render_to_string("400.html"))


class OnlyMethodsThatMeanSomething:
    """Answers 405 to a method that the page at this address knows nothing of, and says which it does know."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: object) -> HttpResponseBase | None:
        page = request.resolver_match
        takes_forms = page is not None and ("admin" in page.namespaces or page.view_name in WITH_A_FORM)
        allowed = [*READS, "POST"] if takes_forms else READS
        return None if request.method in allowed else HttpResponseNotAllowed(allowed)
