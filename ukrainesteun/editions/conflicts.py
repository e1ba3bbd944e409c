"""Two versions of a page in words: what a form holds, as a browser sends it and as a person reads it."""

from collections.abc import Mapping
from typing import Any

from django import forms

from .choosing import is_key
from .merging import MAIN, Merge, Values, normal
from .models import Unit


def conflict(merged: Merge, saved_forms: Mapping[str, forms.BaseForm], unit: Unit) -> dict[str, object]:
    """What the page says of two versions (templates/admin/versioned_change_form.html): who was first, and each
    difference in words. `saved_forms` show each row of the page as it is saved."""

    def label(row, name):
        return saved_forms[row].fields[name].label or name

    def words(row, name, values):
        return in_words(saved_forms[row].fields[name], values)

    def place(row):
        return "" if row == MAIN else str(saved_forms[row].instance)

    return {
        "who": unit.editor,
        "when": unit.edited_at,
        "disputes": [
            {
                "name": one.name,
                "where": place(one.row),
                "label": label(one.row, one.field),
                "mine": words(one.row, one.field, one.mine),
                "theirs": words(one.row, one.field, one.theirs),
            }
            for one in merged.disputes
        ],
        "taken": [
            {
                "where": place(row),
                "label": label(row, name),
                "theirs": words(row, name, merged.page.rows[row][name]),
            }
            for row, name in merged.taken
        ],
        "added": [place(row) for row in merged.added],
        "removed": len(merged.removed),
        "rescued": len(merged.rescued),
        "spared": [place(row) for row in merged.spared],
    }


def sent(bound: Any) -> Values:
    """What a browser sends for this field when nobody touches it."""
    widget = getattr(bound.field.widget, "widget", bound.field.widget)
    if isinstance(widget, forms.CheckboxInput):
        return ("on",) if bound.value() else ()
    shown = widget.format_value(bound.value())
    if isinstance(shown, list | tuple):
        return tuple(str(value) for value in shown if value not in (None, ""))
    return () if shown is None else (str(shown),)


def in_words(field: forms.Field, values: Values) -> str:
    """What was sent for a field, as a person reads it."""
    values = normal(values)
    if isinstance(field, forms.ModelChoiceField):
        rows: Any = field.queryset
        values = tuple(str(row) for row in rows.filter(pk__in=filter(is_key, values)))
    elif isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        values = tuple(str(dict(choices).get(value, value)) for value in values)
    elif isinstance(field, forms.BooleanField):
        values = ("ja" if values else "nee",)
    return ", ".join(values) or "(leeg)"
