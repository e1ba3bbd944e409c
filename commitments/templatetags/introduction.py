"""How a page is introduced where it is met elsewhere: in a tab, by a search engine, with a link. Loaded everywhere."""

from django import template
from django.template.defaultfilters import truncatechars
from django.urls import reverse

from commitments.site.titles import known_on, title_of

register = template.Library()

ABOUT = "Wat de Nederlandse regering Oekraïne toezegde, brief voor brief en euro voor euro."
NOTHING, NOTHING_CHOSEN = "Er is geen bedrag dat meetelt.", "Bij deze keuze is er geen bedrag dat meetelt."
OF_SITE = "Wat Nederland Oekraïne toezegde, brief voor brief en euro voor euro"
LONGEST = 300  # characters of a description; who shows it cuts off what is longer


@register.inclusion_tag("_introduction.html", takes_context=True)
def introduction(context, name, words="", chart=None, card="", card_words=""):
    """The title, description and card of the page called `name`, with what was chosen and the peildatum.

    `words` say what is on it; without them a `chart` does, and where the page has filters and no amount counts, it says
    so. The card is the chart, or what is at the address `card` on the peildatum, with `card_words` on it.
    """
    title = _with_choice(context, name)
    words = words or ("" if chart else _about(context))
    description = f"{_ended(title)} {words}" if words else f"{chart.title}. {chart.subtitle}"
    if chart:
        card, card_words = chart.card_url, f"Grafiek: {chart.title}"
    elif card:
        card += _at(_day(context))
    else:
        card, card_words = _card_of_site(context)
    if (day := _day(context)) and card != reverse("plain_card"):
        card_words = f"{card_words}, {known_on(day)}"
    return {
        "title": title,
        "description": truncatechars(description, LONGEST),
        "card": f"{context['request'].scheme}://{context['request'].get_host()}{card}",
        "card_words": card_words,
        "is_part": context.get("is_part"),
    }


def _with_choice(context, name):
    """ "Toezeggingen: 2024, Militair, zoals bekend op 1 februari 2024"."""
    page_filter = context.get("filter")
    return title_of(str(name), page_filter.scope if page_filter else "", _day(context))


def _about(context):
    """What is said of a page that has no words of its own and no chart."""
    page_filter = context.get("filter")
    if not page_filter:
        return ABOUT
    return NOTHING_CHOSEN if page_filter.scope else NOTHING


def _ended(title):
    """The title as a sentence: one that is a question has its mark."""
    return title if title.endswith(("?", "!")) else f"{title}."


def _day(context):
    """The peildatum, where the page shows what was known on it."""
    return context.get("peildatum") if context.get("is_known") is not False else None


def _card_of_site(context):
    """The card with the total of that day; where more was asked, the one without an amount."""
    asked, day = set(context["question"].asked), _day(context)
    if asked - ({"as_of"} if day else set()):
        return reverse("plain_card"), OF_SITE
    return reverse("site_card") + _at(day), f"{OF_SITE}: het totaal"


def _at(day):
    """The end of an address of that day."""
    return f"?as_of={day.isoformat()}" if day else ""
