"""How a page with filters is answered."""

from django.shortcuts import render
from django.utils.cache import patch_vary_headers


def render_filtered(request, template, context):
    """A page with filters; for htmx only what another choice changes, without what stands around it."""
    is_part = request.htmx and not request.htmx.history_restore_request
    base = "commitments/_filtered_part.html" if is_part else "base.html"
    response = render(request, template, context | {"base": base, "is_part": is_part})
    patch_vary_headers(response, ["HX-Request", "HX-History-Restore-Request"])
    return response
