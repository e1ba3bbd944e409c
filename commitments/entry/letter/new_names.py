"""A minister, category or channel that the ledger does not have yet, made on the page on which a letter is entered."""

from django.contrib.admin.models import ADDITION, LogEntry
from django.forms import modelform_factory
from django.utils.text import slugify

from letters.forms import EditionForm
from letters.models import Minister
from letters.reading.letterhead.signatures import NAME

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


def with_name_that_lacks(page):
    """The page, with the name of the first signature that has nobody in the fields of a new minister.

    So adding who is not known takes one press. What a person typed there stays; the name of a signature that has somebody
    by now goes.
    """
    printed = [one.value for group in page.signatures for one in group.fields if one.spec.name == "name_as_printed"]
    page.lacking = names_that_lack(page)
    lacking = next(iter(page.lacking), "")
    fields = next(group for group in page.new_names if group.name == "minister").fields
    proposed = [(lacking, printed), (family_name_of(lacking), [family_name_of(name) for name in printed])]
    for one, (value, of_any) in zip(fields, proposed, strict=True):
        if not one.value or one.value in of_any:
            one.value = value
    if lacking and fields[0].value == lacking:
        fields[0].why = "Staat zo onder de brief. Schrijf de voornaam, als u die kent."
    return page


def names_that_lack(page):
    """The printed names of the signatures that have nobody, each once."""
    return list(dict.fromkeys(filter(None, map(_name_that_lacks, page.signatures))))


def typed_from(printed):
    """The answers by which a minister is made as he signed."""
    return {"new-minister_name": printed, "new-minister_family_name": family_name_of(printed)}


def family_name_of(printed):
    """The family name in a printed name, with a capital: "Van Weel" of "D.M. van Weel"; "" where it cannot be told apart."""
    match = NAME.fullmatch(" ".join(printed.split()))
    family = match["family"] if match else ""
    return family[:1].upper() + family[1:]


def _name_that_lacks(group):
    """The printed name of a signature that is kept and has no minister; "" of any other."""
    fields = {one.spec.name: one.value for one in group.fields}
    return "" if fields["minister"] or fields["left_out"] else fields["name_as_printed"]


def chosen_where_it_lacks(made, page):
    """The answer by which a new minister stands with the first signature that has nobody, by its printed name, else by its
    office; {} for what is no minister."""
    if not isinstance(made, Minister):
        return {}
    named = (group for group in page.signatures if _name_that_lacks(group))
    others = (
        group
        for group in page.signatures
        if not group.fields[0].value and any(one.value for one in group.fields if one.spec.name == "office")
    )
    return next(({group.fields[0].name: made.slug} for group in (*named, *others)), {})


def _address(kind, typed):
    longest = NAMES[kind]._meta.get_field("slug").max_length
    found = [slugify(typed[name])[:longest].strip("-") for name in ADDRESS_FROM[kind]]
    taken = set(NAMES[kind].objects.working().filter(slug__in=found).values_list("slug", flat=True))
    return next((slug for slug in found if slug and slug not in taken), found[-1])


def _field(kind, name, fields):
    return f"new-{kind}_{name if name in fields else 'name'}"
