"""What the fields of a form of staff are called on its page, for who gets back what he typed."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.http import HttpRequest
from django.utils.text import capfirst

# A page that is no form of one row has `label_of`: the label by name, "" for what a page carries unseen.
LabelOf = Callable[[str], str]


def labelled(view: Any, labels: dict[str, str]) -> Any:
    """The view, whose form has fields with these labels; any other field of it a person does not see."""
    view.label_of = lambda name: labels.get(name, "")
    return view


def label_of(request: HttpRequest, name: str) -> str:
    """The label of this field on the page from which it was sent; "" for what nobody typed there."""
    view = request.resolver_match.func if request.resolver_match else None
    if own := getattr(view, "label_of", None):
        return str(own(name))
    if name == "_reason":
        return "Reden van de wijziging"
    if name.startswith("_") or name.endswith("_FORMS"):
        return ""
    model_admin = getattr(view, "model_admin", None)
    return _of_model(model_admin, name) if model_admin else capfirst(name)


def _of_model(model_admin: Any, name: str) -> str:
    """A field of the row itself, or "Vindplaats 2, citaat" of a row below it."""
    prefix, _, rest = name.partition("-")
    number, _, field = rest.partition("-")
    forms = {inline.model: inline.form for inline in model_admin.inlines}
    below = {one.get_accessor_name(): one for one in model_admin.opts.related_objects if one.related_model in forms}
    if not (field and number.isdecimal() and prefix in below):
        return _of_form(model_admin.opts, model_admin.form, name)
    relation = below[prefix]
    opts = relation.related_model._meta
    if field in (opts.pk.name, relation.field.name):
        return ""
    what = "verwijderen" if field == "DELETE" else _of_form(opts, forms[relation.related_model], field)
    return f"{capfirst(opts.verbose_name)} {int(number) + 1}, {what[:1].lower()}{what[1:]}"


def _of_form(opts: Any, form: Any, name: str) -> str:
    declared = form.declared_fields.get(name)
    if declared is not None and declared.label:
        return str(declared.label)
    try:
        return str(capfirst(opts.get_field(name).verbose_name))
    except FieldDoesNotExist:
        return str(capfirst(name))
