"""So many reports an hour and no more: of one sender, and of all together. The table of reports itself is what counts
them, so the limits hold for all processes of the server together."""

import datetime
from dataclasses import dataclass

from django.utils.crypto import salted_hmac
from django.utils.timezone import localdate

from commitments.reports import SENDER_IS_KEPT, Report

OF_ONE_SENDER, OF_ALL = 5, 60  # in SENDER_IS_KEPT


def sender_of(address: str | None, now: datetime.datetime) -> str:
    """What stands in the table for the address that a report comes from (None: there is none): it leads back to nobody
    without the key of the site, and is another every day."""
    return salted_hmac(__name__, f"{localdate(now)} {address}", algorithm="sha256").hexdigest()


@dataclass(frozen=True)
class Limit:
    """A limit that was reached: until when no report is taken, and whether of this sender only."""

    until: datetime.datetime
    is_own: bool

    @property
    def shown_until(self) -> datetime.datetime:
        """The same, to be printed to the minute, which must not be too early."""
        return self.until + datetime.timedelta(seconds=59)


def limit_reached(sender: str, now: datetime.datetime) -> Limit | None:
    recent = Report.objects.filter(received_at__gt=now - SENDER_IS_KEPT).order_by("-received_at")
    for reports, most, is_own in ((recent.filter(sender=sender), OF_ONE_SENDER, True), (recent, OF_ALL, False)):
        times = list(reports.values_list("received_at", flat=True)[:most])
        if len(times) == most:
            return Limit(times[-1] + SENDER_IS_KEPT, is_own)
    return None
