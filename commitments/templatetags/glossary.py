"""A word of the field with its explanation where it stands. Loaded everywhere."""

from collections.abc import Iterable

from django import template
from django.template import Context
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from commitments.charts.series import UNDIVIDED
from commitments.models import Category
from commitments.site.glossary import ENTRIES, Entry, words_in
from ukrainesteun.lines import held
from ukrainesteun.templatetags.lines import unbroken

register = template.Library()

OPENING, SIGNS = "(“", ".,:;?!)”"  # what stands before and behind a word, and stays on its line


@register.simple_tag(takes_context=True)
def explain(context: Context, text: object) -> SafeString:
    """The text, and in it each word of the glossary as a button that shows what it means; once on a page."""
    told = _told(context)
    html, before = [], ""  # what is printed, and the plain text of which the end may belong to the next word
    word, entry = "", None
    for piece, found in [*words_in(str(text)), ("", None)]:
        if entry:
            left, right = before.rstrip(OPENING), piece.lstrip(SIGNS)
            opening, signs = before.removeprefix(left), piece.removesuffix(right)
            html += [unbroken(left), _button(opening, word, entry, signs, _place(context))]
            before, piece = "", right
        word, entry = piece, found if found and found.slug not in told else None
        if entry:
            told.add(entry.slug)
        else:
            before += piece
    return mark_safe("".join([*html, unbroken(before)]))


def _place(context: Context) -> str:
    """What stays when the rest of a page is swapped names itself in `explained_in`, and explains its own words."""
    return str(context.get("explained_in") or "")


def _told(context: Context) -> set[str]:
    """The slugs of the words that the page explained already in this place; a page without a request has none of it."""
    told: dict[str, set[str]] | None = context.get("explained")
    return set() if told is None else told.setdefault(_place(context), set())


def _button(opening: str, word: str, entry: Entry, signs: str, place: str) -> SafeString:
    """A button that the browser itself connects with its note; site.js and site.css show it on hover and focus too."""
    return format_html(
        '<span class="nowrap">{4}<button type="button" class="word" popovertarget="uitleg-{0}" aria-describedby="uitleg-{0}">'
        '{1}</button>{3}<span class="note" id="uitleg-{0}" popover>{2}</span></span>',
        f"{place}-{entry.slug}" if place else entry.slug,
        word,
        unbroken(entry.meaning),
        signs,
        opening,
    )


@register.simple_tag(takes_context=True)
def meaning(context: Context, slug: str) -> str:
    """What the word means, to print in full; the page does not explain it again."""
    _told(context).add(slug)
    return next(entry.meaning for entry in ENTRIES if entry.slug == slug)


@register.simple_tag(takes_context=True)
def not_explained_yet(context: Context, words: str | Iterable[str]) -> list[str]:
    """The words of the glossary that occur in this text or these names and that the page did not explain yet.

    As a sentence has them: "nog niet verdeeld", "onderdeel"; a name stays as it is.
    """
    told = _told(context)
    text = words if isinstance(words, str) else ", ".join(words)
    unknown: dict[str, str] = {}
    for word, entry in words_in(text):
        if entry and entry.slug not in told:
            is_name = word[0].isupper() and word.lower() != entry.word
            unknown.setdefault(entry.slug, word if is_name else entry.word)
    return list(unknown.values())


@register.simple_tag(takes_context=True)
def undivided_until(context: Context, category: Category | None = None) -> str:
    """ "tot en met 4 maart 2025": the last letter of those that this page knows, which do not say what the money is for.

    A later letter may say it, so no page names that category or its money without. Of a day after that letter the site
    knows nothing more. Nothing for a `category` that has a purpose.
    """
    if category is not None and category.slug != UNDIVIDED:
        return ""
    newest = context.get("newest_letter")
    return held(f"tot en met {date_format(newest.date, 'j F Y')}") if newest else ""


@register.simple_tag
def glossary() -> tuple[Entry, ...]:
    """Every word with what it means."""
    return ENTRIES
