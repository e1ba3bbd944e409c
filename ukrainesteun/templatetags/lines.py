"""What a page keeps on one line. Loaded everywhere."""

import datetime
import re

from django import template
from django.template.defaultfilters import date as date_of_django
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from ukrainesteun.lines import held

register = template.Library()

_PERIOD = re.compile(r"\b\d{4}-\d{4}\b")


@register.filter(expects_localtime=True)
def date(value: datetime.date | str | None, form: str | None = None) -> str:
    """Django's own filter, of which a day stays on its line: "4 maart 2025"."""
    return held(date_of_django(value, form))


@register.filter
def unbroken(text: object) -> SafeString:
    """The text with its days, numbers of documents and periods whole: "nr. 171", "2024-2026"."""
    kept = held(conditional_escape(str(text)))
    return mark_safe(_PERIOD.sub(r'<span class="nowrap">\g<0></span>', kept))
