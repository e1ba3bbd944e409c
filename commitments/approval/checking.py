"""When the whole ledger is checked, and what is kept of it: after each decision, on request, and by the commands."""

import datetime

from django.db import transaction

from commitments.models import LedgerCheck

from . import invariants

KEPT = 5  # of the rows that break one statement


def check(now: datetime.datetime) -> list[tuple[str, list[invariants.Offence]]]:
    """Checks every invariant and keeps the result for the start page; what `invariants.broken()` gives."""
    found = invariants.broken()
    broken = [
        {
            "statement": statement,
            "number": len(rows),
            "rows": [{"name": row.name, "reason": row.reason, "address": row.address} for row in rows[:KEPT]],
        }
        for statement, rows in found
        if rows
    ]
    with transaction.atomic():
        LedgerCheck.objects.all().delete()
        LedgerCheck.objects.create(checked_at=now, statements=len(found), broken=broken)
    return found
