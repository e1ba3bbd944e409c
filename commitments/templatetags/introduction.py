"""How a page is introduced where it is met elsewhere: in a tab, by a search engine, with a link. Loaded everywhere."""

from django import template
from django.template.defaultfilters import truncatechars
from django.urls import reverse
from django.utils.formats import date_format

register = template.Library()

ABOUT = "Wat de Nederlandse regering Oekraïne toezegde, brief voor brief en euro voor euro, 2022-2026."
NOTHING = "Bij deze keuze is er geen bedrag dat meetelt."
OF_SITE = "Wat Nederland Oekraïne toezegde, brief voor brief en euro voor euro"
LONGEST = 300  # characters of a description; who shows it cuts off what is longer


@register.inclusion_tag("_introduction.html", takes_context=True)
def introduction(context, name, words="", chart=None, card="", card_words=""):
    """The title, description and card of the page called `name`, with what was chosen and the peildatum.

    `words` say what is on it; without them a `chart` does, and where the page has filters and no amount counts, it says
    so. The card is the chart, or what is at the address `card`, with `card_words` on it.
    """
    title = _with_choice(context, name)
    if chart and not words:
        description = f"{chart.title}. {chart.subtitle}"
    else:
        description = f"{title}. {words or (NOTHING if context.get('filter') else ABOUT)}"
    if chart:
        card, card_words = chart.card_url, f"Grafiek: {chart.title}"
    elif not card:
        card, card_words = _card_of_site(context)
    return {
        "title": title,
        "description": truncatechars(description, LONGEST),
        "card": f"{context['request'].scheme}://{context['request'].get_host()}{card}",
        "card_words": card_words,
        "is_part": context.get("is_part"),
    }


def _with_choice(context, name):
    """ "Toezeggingen: 2024, Militair, zoals bekend op 1 februari 2024"."""
    page_filter, day = context.get("filter"), _day(context)
    scope = page_filter.scope if page_filter else ""
    title = f"{name}: {scope}" if scope else str(name)
    return f"{title}, zoals bekend op {date_format(day, 'j F Y')}" if day else title


def _day(context):
    """The peildatum, where the page shows what was known on it."""
    return context.get("peildatum") if context.get("is_known") is not False else None


def _card_of_site(context):
    """The card with the total of that day; where more was asked, the one without an amount."""
    asked, day = set(context["question"].asked), _day(context)
    if asked - ({"as_of"} if day else set()):
        return reverse("plain_card"), OF_SITE
    return reverse("site_card") + (f"?as_of={day.isoformat()}" if day else ""), f"{OF_SITE}: het totaal"
