"""The citation of a page, or of a list or chart on it. Loaded everywhere."""

from django import template

from commitments.site.titles import title_of

register = template.Library()


@register.simple_tag(takes_context=True)
def citation(context, what, amount, letter=None, place=""):
    """CitedPage.citation of the page that the view gave as `cited`."""
    return context["cited"].citation(what, amount, letter, place)


@register.simple_tag(takes_context=True)
def citation_of_list(context, what, amount):
    """The same for all rows of a list on that page, which takes its name from what was chosen."""
    cited = context["cited"]
    return cited.citation(title_of(what, cited.scope), amount)
