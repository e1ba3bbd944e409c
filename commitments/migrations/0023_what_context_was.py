"""What was "context" gets the word that is true of it, and a total of several commitments is one. The history tells it so
too, and an intake that is kept. Who may enter mentions, may enter outcomes."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

# Of the letters that come with the site we know what each was; anything else is "other" until somebody says more.
NEEDED = ("USD 524 miljard", "USD 38 miljard")
OF_OTHERS = (
    "400 miljoen dollar", "60 miljoen dollar", "EUR 271 miljoen", "7,2 miljard", "EUR 18 miljard", "vele miljarden",
)  # fmt: skip
SHIPPED = {"kst-28676-384": OF_OTHERS, "kst-36045-151": OF_OTHERS, "kst-21501-20-2189": NEEDED}


def let_the_same_people(apps, schema_editor):
    """Who may do something with mentions, may do the same with outcomes."""
    # Django makes permissions after the last migration; the groups need them now.
    app = apps.get_app_config("commitments")
    module = getattr(app, "models_module", None)
    app.models_module = module or True
    create_permissions(app, apps=apps, verbosity=0)
    app.models_module = module
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="commitments")
    for verb in ("view", "add", "change", "delete"):
        may, shall = (permissions.get(codename=f"{verb}_{model}") for model in ("mention", "outcome"))
        for group in may.group_set.all():
            group.permissions.add(shall)
        for user in may.user_set.all():
            user.user_permissions.add(shall)


def say_what_it_is(apps, schema_editor):
    mentions = apps.get_model("commitments", "Mention").objects
    history = apps.get_model("commitments", "HistoricalMention").objects
    for slug, written in SHIPPED.items():
        verdict = "need" if written is NEEDED else "others"
        found = mentions.filter(letter__slug=slug, amount_as_written__in=written, verdict="context")
        keys = list(found.values_list("pk", flat=True))
        for rows in (mentions.filter(pk__in=keys), history.filter(id__in=keys, verdict="context")):
            rows.update(verdict=verdict)
    for rows in (mentions, history):
        rows.filter(verdict="context").update(verdict="other")


def say_what_adds_up(apps, schema_editor):
    """One quote that repeats several commitments, not each with that amount, is their total."""
    mentions = apps.get_model("commitments", "Mention").objects
    repeats = mentions.filter(verdict="repeats", amount__isnull=False).values_list(
        "pk", "letter", "quote", "amount_as_written", "amount", "commitment", "commitment__amount_eur"
    )
    together = {}
    for pk, letter, quote, written, amount, commitment, eur in repeats.order_by("pk"):
        together.setdefault((letter, quote, written), []).append((pk, amount, commitment, eur))
    totals = [
        pk
        for ones in together.values()
        if len({commitment for _, _, commitment, _ in ones}) > 1 and any(amount != eur for _, amount, _, eur in ones)
        for pk, *_ in ones
    ]
    mentions.filter(pk__in=totals).update(verdict="sums")
    apps.get_model("commitments", "HistoricalMention").objects.filter(id__in=totals, verdict="repeats").update(
        verdict="sums"
    )


def say_it_in_intakes(apps, schema_editor):
    intakes = apps.get_model("commitments", "Intake").objects
    for intake in intakes.order_by("pk").only("answers", "proposals", "changes").iterator(chunk_size=50):
        of_others = set()
        for row in intake.proposals.get("rows", ()):
            verdict = row["fields"].get("verdict", {})
            if verdict.get("value") == "context":
                is_of_others = verdict.get("why", "").startswith("geld van anderen")
                verdict["value"] = "others" if is_of_others else "other"
                of_others |= {f"row-{row['key']}-verdict"} if is_of_others else set()
        intakes.filter(pk=intake.pk).update(
            answers=_said(intake.answers, of_others),
            proposals=intake.proposals,
            changes={version: _said(fields, of_others) for version, fields in intake.changes.items()},
        )


def _said(answers, of_others):
    said = {name: "others" if name in of_others else "other" for name, value in answers.items() if value == "context"}
    return answers | {name: value for name, value in said.items() if name.endswith("-verdict")}


class Migration(migrations.Migration):

    dependencies = [
        ('commitments', '0022_outcomes'),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [
        migrations.RunPython(let_the_same_people, migrations.RunPython.noop),
        migrations.RunPython(say_what_it_is, migrations.RunPython.noop),
        migrations.RunPython(say_what_adds_up, migrations.RunPython.noop),
        migrations.RunPython(say_it_in_intakes, migrations.RunPython.noop),
    ]
