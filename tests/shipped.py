"""The shipped ledger in a test's database: loaded by the command once in a run, and after that copied.

Loading proves and approves everything, which takes half a second; hundreds of tests begin with it. What puts the rows
there is kept as SQL, for Django would take longer to make it than the database to run it.
"""

from functools import cache

import psycopg2.extensions
from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models.sql import InsertQuery

from .sharing import shared

LABELS = ("letters", "commitments")


@cache
def _models():
    return [model for label in LABELS for model in apps.get_app_config(label).get_models(include_auto_created=True)]


def _loaded_statements():
    """Loads the ledger; what puts its rows in the tables: SQL with its parameters."""
    call_command("load_ledger", verbosity=0)
    statements = []
    for model in _models():
        fields = model._meta.concrete_fields
        if rows := list(model._base_manager.all()):
            query = InsertQuery(model)
            query.insert_values(fields, rows)
            size = connection.ops.bulk_batch_size(fields, rows)
            for start in range(0, len(rows), size):
                query.objs = rows[start : start + size]
                for sql, values in query.get_compiler(connection=connection).as_sql():
                    statements.append((sql, tuple(map(_to_be_shared, values))))
    return [*statements, *((sql, ()) for sql in connection.ops.sequence_reset_sql(no_style(), _models()))]


def _to_be_shared(value):
    """The bytes of what a driver wraps them in: psycopg2's own object cannot be shared with another process."""
    wrapped = value.adapted if isinstance(value, psycopg2.extensions.Binary) else value
    return bytes(wrapped) if isinstance(wrapped, memoryview) else wrapped


@cache
def _statements():
    """What puts the rows of the shipped ledger in the tables: SQL with its parameters, the same in all processes."""

    def loaded():
        with transaction.atomic():
            statements = _loaded_statements()
            transaction.set_rollback(True)
        return statements

    return shared(f"the shipped ledger on {connection.vendor}", loaded)


@transaction.atomic
def load():
    """Puts the shipped ledger in an empty database, with its keys, public copies and history."""
    statements = _statements()
    with connection.cursor() as cursor:
        for sql, params in statements:
            cursor.execute(sql, params)
