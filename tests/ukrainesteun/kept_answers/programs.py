"""A program to be wrapped, and a reader who asks it: without Django."""

import datetime
from io import BytesIO

from ukrainesteun.kept_answers.newest import Version

FIRST = Version(1, datetime.datetime(2026, 1, 1, 12, tzinfo=datetime.UTC))
SECOND = Version(2, datetime.datetime(2026, 1, 2, 12, tzinfo=datetime.UTC))
PAGE = b"<p>samen 12 mld</p>" * 50


class Program:
    """Answers every question with `body`; `asked` has the environ of each."""

    def __init__(self, body=PAGE, status="200 OK", headers=(), pieces=1):
        self.body, self.status, self.headers, self.pieces = body, status, list(headers), pieces
        self.asked, self.closed = [], 0

    def __call__(self, environ, start_response):
        self.asked.append(environ)
        start_response(
            self.status, [("Content-Type", "text/html; charset=utf-8"), ("X-Frame-Options", "DENY"), *self.headers]
        )
        return self

    def __iter__(self):
        return iter([self.body] * self.pieces)

    def close(self):
        self.closed += 1


class Reply:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = (
            int(status.split()[0]),
            {name.lower(): value for name, value in headers},
            body,
        )


def environ(path="/", query="", method="GET", **headers):
    said = {f"HTTP_{name.upper()}": value for name, value in ({"host": "oekrainesteun.nl"} | headers).items()}
    return {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        **said,
    }


def ask(program, *args, **kwargs):
    started = []
    pieces = program(environ(*args, **kwargs), lambda *said: started.append(said))
    body = b"".join(pieces)
    if hasattr(pieces, "close"):
        pieces.close()
    return Reply(*started[0][:2], body)
