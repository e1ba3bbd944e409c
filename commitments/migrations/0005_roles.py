"""The three groups of staff. Who is put in a group by the administrator of the site may do what it says."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

ENTERED = {
    "letters": ["dossier", "minister", "letter", "signature"],
    "commitments": ["category", "channel", "commitment", "mention", "intake"],
}
APPROVES = "approve_letter"


def make_groups(apps, schema_editor):
    # Django makes permissions after the last migration; these groups need them now.
    for label in ENTERED:
        app = apps.get_app_config(label)
        module = getattr(app, "models_module", None)
        app.models_module = module or True
        create_permissions(app, apps=apps, verbosity=0)
        app.models_module = module
    permissions = apps.get_model("auth", "Permission").objects
    group = apps.get_model("auth", "Group").objects
    may = {"lezer": ["view"], "redacteur": ["view", "add", "change", "delete"]}
    may["eindredacteur"] = may["redacteur"]
    for name, verbs in may.items():
        chosen = [
            permission
            for label, models in ENTERED.items()
            for permission in permissions.filter(
                content_type__app_label=label, codename__in=[f"{verb}_{model}" for verb in verbs for model in models]
            )
        ]
        if name == "eindredacteur":
            chosen.append(permissions.get(content_type__app_label="letters", codename=APPROVES))
        group.get_or_create(name=name)[0].permissions.add(*chosen)


class Migration(migrations.Migration):
    dependencies = [
        ("commitments", "0004_only_copies_are_public"),
        ("letters", "0003_only_copies_are_public"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
