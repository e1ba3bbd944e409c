"""Making a release: in the transaction of what changed what the public reads."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from commitments.models import Release, ReleaseFile
from commitments.precision import Sum
from commitments.site.files.delimited import standard_lines
from letters.models import Letter
from letters.recognising import let_others_wait

from . import contents, difference

NO_COMMITMENTS = "slug\r\n"


@transaction.atomic
def make_release(now: datetime, occasion: str, letters: Iterable[Letter] = ()) -> Release:
    """Freezes what the public reads now as the newest release; who comes meanwhile waits, and sees what this did.

    `letters` are those that were approved, withdrawn or read: they get their names of today.
    """
    let_others_wait()
    last = Release.objects.first()
    promised = contents.all_commitments()
    total = promised.total or Sum(0)
    release = Release.objects.create(
        number=last.number + 1 if last else 1,
        made_at=now,
        occasion=occasion,
        letters=[[letter.slug, letter.designation] for letter in letters],
        total_before_eur=last.total_after_eur if last else None,
        precision_before=last.precision_after if last else "",
        total_after_eur=total.amount_eur or None,
        precision_after=total.precision if total.amount_eur else "",
    )
    commitments = "".join(standard_lines(promised))
    changed = difference.differences(_commitments_of(last), commitments)
    for name, content in (
        (ReleaseFile.Name.DATA, contents.data_file(promised)),
        (ReleaseFile.Name.COMMITMENTS, commitments.encode()),
        (ReleaseFile.Name.DIFFERENCE, difference.written(changed).encode()),
    ):
        ReleaseFile.of(release, name, content).save()
    return release


def _commitments_of(release: Release | None) -> str:
    """Its file of commitments, which no migration and no correction changed since."""
    if release is None:
        return NO_COMMITMENTS
    return release.files.get(name=ReleaseFile.Name.COMMITMENTS).content.decode()
