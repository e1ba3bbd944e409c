"""A minister, category or channel that the ledger does not have yet, made on the page on which a letter is entered."""

from django.contrib.admin.models import ADDITION, LogEntry
from django.forms import modelform_factory
from django.utils.text import slugify

from letters.forms import EditionForm
from letters.models import Minister

from .fields import NAMES, NEW_NAMES

# What gives its address: the first of these that is free.
ADDRESS_FROM = {"minister": ("family_name", "name"), "category": ("name",), "channel": ("short_name", "name")}


def may_be_made(user):
    """The kinds that this user may add."""
    return [
        kind for kind, model in NAMES.items() if user.has_perm(f"{model._meta.app_label}.add_{model._meta.model_name}")
    ]


def make(kind, answers, user, now):
    """Saves the name that was typed as one that is worked on: (the row, {}), or None and the messages by field name."""
    model, fields = NAMES[kind], [spec.name.removeprefix(f"{kind}_") for spec in NEW_NAMES[kind]]
    typed = {name: answers.get(f"new-{kind}_{name}", "").strip() for name in fields}
    if model.objects.working().filter(name__iexact=typed["name"]).exists():
        return None, {f"new-{kind}_name": [f"“{typed['name']}” staat er al. Kies die naam uit de lijst."]}
    form = modelform_factory(model, form=EditionForm, fields=["slug", *fields])(typed | {"slug": _address(kind, typed)})
    if not form.is_valid():
        return None, {_field(kind, name, fields): messages for name, messages in form.errors.items()}
    form.instance.note_edit(user, now)
    made = form.save()
    LogEntry.objects.log_actions(user.pk, [made], ADDITION, "Bij het invoeren van een brief.")
    return made, {}


def chosen_where_it_lacks(made, page):
    """The answer by which a new minister stands with the first signature that has nobody; {} for what is no minister."""
    if isinstance(made, Minister):
        for group in page.signatures:
            minister, *others = group.fields
            if not minister.value and any(
                one.value for one in others if one.spec.name in ("office", "name_as_printed")
            ):
                return {minister.name: made.slug}
    return {}


def _address(kind, typed):
    longest = NAMES[kind]._meta.get_field("slug").max_length
    found = [slugify(typed[name])[:longest].strip("-") for name in ADDRESS_FROM[kind]]
    taken = set(NAMES[kind].objects.working().filter(slug__in=found).values_list("slug", flat=True))
    return next((slug for slug in found if slug and slug not in taken), found[-1])


def _field(kind, name, fields):
    return f"new-{kind}_{name if name in fields else 'name'}"
