"""Asking for the pages of a new release before readers do."""

import logging
import threading
from collections.abc import Callable, Iterable
from typing import Any

from .asking import Environ
from .newest import Version
from .wrapper import KeptAnswers

ENCODINGS = ("br", "gzip")

log = logging.getLogger(__name__)


def warm_by(addresses: Callable[[], Iterable[str]]) -> Callable[[KeptAnswers, Version, Environ], threading.Thread]:
    """What to do at a new version: ask for each of these paths, in a thread, as the reader who came first would."""

    def begin(kept: KeptAnswers, version: Version, environ: Environ) -> threading.Thread:
        thread = threading.Thread(target=_warm, args=(kept, addresses, dict(environ)), daemon=True)
        thread.start()
        return thread

    return begin


def _warm(kept: KeptAnswers, addresses: Callable[[], Iterable[str]], environ: Environ) -> None:
    try:
        for path in addresses():
            for encoding in ENCODINGS:
                _ask(kept, environ, path, encoding)
    except Exception:  # a page that fails is told where a reader asks for it
        log.exception("De nieuwe uitgave is niet helemaal vooraf gemaakt.")


def _ask(kept: KeptAnswers, environ: Environ, path: str, encoding: str) -> None:
    asked = {name: value for name, value in environ.items() if not name.startswith("HTTP_") or name in _OF_THE_SITE}
    asked |= {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": "", "HTTP_ACCEPT_ENCODING": encoding}
    asked["SCRIPT_NAME"] = ""
    pieces: Any = kept(asked, lambda *args: None)
    for _ in pieces:
        pass
    if close := getattr(pieces, "close", None):
        close()


_OF_THE_SITE = ("HTTP_HOST", "HTTP_X_FORWARDED_PROTO")
