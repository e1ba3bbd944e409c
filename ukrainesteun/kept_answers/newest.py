"""Which release is the newest: asked of the database now and then, and remembered for when that is gone."""

import json
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

ASKED_EVERY = 0.5  # seconds
TOLD_EVERY = 60.0  # seconds: a database that is gone is told in the log, not once for each reader

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Version:
    """A release: its number, and when it was made."""

    number: int
    made_at: datetime

    @property
    def last_modified(self) -> str:
        return format_datetime(self.made_at.astimezone(UTC), usegmt=True)


class Newest:
    """Called, it gives the newest Version; None before the first. `ask` gives (number, made at) or None, and may fail: then
    the one that was known last is still the newest, also after a new start, for it is noted in the file `note`."""

    def __init__(
        self, ask: Callable[[], tuple[int, datetime] | None], note: Path, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._ask, self._note, self._clock = ask, note, clock
        self._lock = threading.Lock()
        self._version: Version | None = None
        self._asked_at: float | None = None
        self._told_at: float | None = None

    def __call__(self, is_asked_now: bool = False) -> Version | None:
        if is_asked_now:
            self._asked_at = None
        if self._is_due() and self._lock.acquire(blocking=self._asked_at is None):
            try:
                if self._is_due():
                    self._renew()
                    self._asked_at = self._clock()
            finally:
                self._lock.release()
        return self._version

    def _is_due(self) -> bool:
        return self._asked_at is None or self._clock() - self._asked_at >= ASKED_EVERY

    def _renew(self) -> None:
        try:
            found = self._ask()
        except Exception as error:  # whatever is wrong with a database: readers need not know
            self._tell(error)
            self._version = self._version or self._noted()
            return
        version = Version(*found) if found else None
        if version != self._version:
            self._version = version
            self._write()

    def _tell(self, error: Exception) -> None:
        now = self._clock()
        if self._told_at is None or now - self._told_at >= TOLD_EVERY:
            self._told_at = now
            log.error("De database antwoordt niet (%s). Lezers krijgen de nieuwste uitgave die bewaard is.", error)

    def _noted(self) -> Version | None:
        try:
            number, made_at = json.loads(self._note.read_text("utf-8"))
            return Version(number, datetime.fromisoformat(made_at))
        except (OSError, ValueError):
            return None

    def _write(self) -> None:
        if self._version is None:
            return
        try:
            self._note.parent.mkdir(parents=True, exist_ok=True)
            self._note.write_text(json.dumps([self._version.number, self._version.made_at.isoformat()]), "utf-8")
        except OSError as error:
            log.warning("De nieuwste uitgave is niet te noteren: %s", error)
