"""The rows of a table of differences. A letter of 200 commitments has thousands, so they are no loop of a template."""

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ukrainesteun.editions.versions import Difference

register = template.Library()
ROW = '<tr><th scope="row">{}</th>{}{}</tr>'
CELL = '<td data-label="{}">{}</td>'
EMPTY = "(leeg)"


@register.simple_tag
def difference_rows(row: Difference, before_name: str, after_name: str) -> SafeString:
    """A row of the table for each field that differs, with what stood there and what stands there now."""
    before_name, after_name = escape(before_name), escape(after_name)

    def cells(label: str, before: str, after: str) -> str:
        was = "" if row.is_added else CELL.format(before_name, f"<del>{escape(before)}</del>" if before else EMPTY)
        now = "" if row.is_removed else CELL.format(after_name, f"<ins>{escape(after)}</ins>" if after else EMPTY)
        return ROW.format(escape(label), was, now)

    return mark_safe("\n    ".join(cells(*one) for one in row.excerpts))  # each part is escaped above
