"""The shipped ledger in a test's database: loaded by the command once in each process, and after that copied.

Loading proves and approves everything, which takes half a second; hundreds of tests begin with it.
"""

from functools import cache

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction

LABELS = ("letters", "commitments")


@cache
def _models():
    return [model for label in LABELS for model in apps.get_app_config(label).get_models(include_auto_created=True)]


_rows = {}


@transaction.atomic
def load():
    """Puts the shipped ledger in an empty database, with its keys, public copies and history."""
    if not _rows:
        call_command("load_ledger", verbosity=0)
        _rows.update({model: list(model.objects.all()) for model in _models()})
        return
    for model, rows in _rows.items():
        model._base_manager.bulk_create(rows)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(statement)
