"""What a visitor gets from the shipped ledger: each address is asked once in a run, and looked at by many tests.

A test asks for `visit` where it changes nothing before it looks; one that did change something fails at its first visit.
Pictures are answered as the SVG that they are made of.
"""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.db import connection
from django.test import Client

from .sharing import shared


@dataclass(frozen=True)
class Answer:
    """An answer to a visitor without cookies: what a test reads of a response, and no more, for there are hundreds."""

    status_code: int
    headers: dict[str, str]
    cookies: tuple[str, ...]  # their names
    content: bytes
    streaming: bool = False

    def __getitem__(self, name):
        return self.headers[name]

    def get(self, name):
        return self.headers.get(name)

    @cached_property
    def leads_to(self):
        """The address to which this redirects; None for an answer by itself."""
        return self.headers["Location"] if self.status_code in (301, 302) else None


_answers = {}


def _asked(address):
    response = Client().get(address)
    content = response.getvalue() if response.streaming else response.content
    return Answer(response.status_code, dict(response.headers), tuple(response.cookies), content)


class Visitor:
    """Gives the Answer at an address of the shipped ledger, to which nothing may have changed since it was loaded."""

    def __init__(self):
        self._changes = self._changes_until_now()

    @staticmethod
    def _changes_until_now():
        connection.ensure_connection()
        return getattr(connection.connection, "total_changes", None)  # SQLite counts them

    def __call__(self, address, asked=None, follow=False):
        """`asked` is put behind the address; with `follow` it goes where a redirect leads."""
        assert self._changes_until_now() == self._changes, "the ledger is not as it ships any more: use a client"
        address += f"?{urlencode(asked)}" if asked else ""
        if address not in _answers:
            _answers[address] = shared(address, lambda: _asked(address))
        answer = _answers[address]
        return self(answer.leads_to, follow=True) if follow and answer.leads_to else answer
