"""What is asked, as far as the answer may depend on it. Who asks two ways for the same gets the same answer."""

import hashlib
from collections.abc import Container
from dataclasses import astuple, dataclass
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl, urlencode

Environ = dict[str, Any]

METHODS = ("GET", "HEAD")
LONGEST_QUERY = 2_000  # bytes; a longer one is answered and not kept
FOR_HTMX = "HTTP_HX_REQUEST"


@dataclass(frozen=True)
class Asked:
    """One question: its address with only the parameters that pages read, in one order, and whether htmx wants a part."""

    host: str
    scheme: str
    forwarded: str  # X-Forwarded-Proto: whether it counts is for the program to say
    path: str
    query: str
    is_part: bool

    @property
    def name(self) -> str:
        """The same for the same question, and a good name for a file."""
        return hashlib.sha256(repr(astuple(self)).encode()).hexdigest()

    def environ(self, environ: Environ) -> Environ:
        """What the program is asked: nothing else of who asked, and how, is told to it."""
        told = {name: value for name, value in environ.items() if not name.startswith("HTTP_")}
        told |= {"REQUEST_METHOD": "GET", "QUERY_STRING": self.query, "HTTP_HOST": self.host}
        told |= {"CONTENT_LENGTH": "", "wsgi.input": BytesIO()}
        if self.forwarded:
            told["HTTP_X_FORWARDED_PROTO"] = self.forwarded
        if self.is_part:
            told[FOR_HTMX] = "true"
        return told


def asked(environ: Environ, accepted: Container[str]) -> Asked | None:
    """The question of this request; None where its answer is not for everybody, or not worth keeping.

    Of a parameter that is given twice the last counts, as it does for Django.
    """
    query = environ.get("QUERY_STRING", "")
    if environ["REQUEST_METHOD"] not in METHODS or len(query) > LONGEST_QUERY or "%00" in query:
        return None
    found = {name: value for name, value in parse_qsl(_decoded(query), keep_blank_values=True) if name in accepted}
    restores = environ.get("HTTP_HX_HISTORY_RESTORE_REQUEST") == "true"
    return Asked(
        host=environ.get("HTTP_HOST", ""),
        scheme=environ.get("wsgi.url_scheme", "http"),
        forwarded=environ.get("HTTP_X_FORWARDED_PROTO", ""),
        path=environ.get("SCRIPT_NAME", "") + environ.get("PATH_INFO", ""),
        query=urlencode(sorted(found.items())),
        is_part=environ.get(FOR_HTMX) == "true" and not restores,
    )


def _decoded(query: str) -> str:
    """The query as it was sent, in UTF-8 or else in Latin-1, as Django takes it; WSGI has it in Latin-1."""
    sent = query.encode("latin-1")
    try:
        return sent.decode()
    except UnicodeDecodeError:
        return sent.decode("latin-1")
