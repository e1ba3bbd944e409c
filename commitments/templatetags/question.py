"""What a page says of the part of the reader's question that it cannot answer. Loaded everywhere."""

import datetime

from django import template
from django.urls import reverse
from django.utils.formats import date_format

from commitments.site.question import Question
from ukrainesteun.lines import held

register = template.Library()


@register.inclusion_tag("_not_answered.html", takes_context=True)
def not_answered(context, *understood):
    """A line that names what was asked and makes no difference here; `understood` are the names that do."""
    question = context.get("question") or Question({})
    is_there = "request" in context and context["request"].path == reverse("commitments")
    return {"words": question.not_in(understood), "question": question, "is_there": is_there}


@register.simple_tag(takes_context=True)
def day_not_shown(context):
    """Why the page shows another day than was sent: none was filled in, or it is too late. Else nothing."""
    sent, shown = context["request"].GET.get("as_of"), context.get("peildatum")
    if sent == "":
        return "U vulde geen dag in. Daarom ziet u de laatste stand. Kies hierboven een dag, bijvoorbeeld 31-12-2023."
    if shown and (asked := datetime.date.fromisoformat(sent)) > shown:
        later, last = (date_format(day, "j F Y") for day in (asked, shown))
        return held(f"U koos {later}, maar wat dan bekend is, weten wij nog niet. U ziet wat bekend was op {last}.")
    return ""
