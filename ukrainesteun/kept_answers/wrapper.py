"""Before the program: what was answered before is sent again, and what was not is asked of the program and kept."""

import threading
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from .answers import Answer
from .asking import Asked, Environ, asked
from .encodings import best
from .folder import Folder
from .newest import Version

LARGEST = 4_000_000  # bytes: a larger body is sent as it comes, and not kept
SESSION = "sessionid="  # in the cookies of staff, who read at once what they approved
Program = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
Start = Callable[..., Any]


class KeptAnswers:
    """A WSGI program around another one.

    `newest` gives the newest Version, `accepted` are the parameters that pages read, `left_out` the beginnings of paths
    that are not for everybody. `edition` names the program itself: another one makes its own answers.
    """

    def __init__(
        self,
        program: Program,
        newest: Callable[..., Version | None],
        folder: Folder,
        accepted: Container[str],
        left_out: tuple[str, ...],
        edition: str,
        on_new_version: Callable[["KeptAnswers", Version, Environ], object] | None = None,
    ) -> None:
        self._program, self._newest, self._folder = program, newest, folder
        self._accepted, self._left_out, self._edition = accepted, left_out, edition
        self._on_new_version, self._seen = on_new_version, 0
        self._making: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)

    def __call__(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        question = None if environ["PATH_INFO"].startswith(self._left_out) else asked(environ, self._accepted)
        version = self._newest(is_asked_now=SESSION in environ.get("HTTP_COOKIE", "")) if question else None
        if question is None or version is None:
            return self._program(environ, start_response)
        self._tell_once(version, environ)
        answer = self._folder.find(self.folder_of(version), question.name) or self._make(question, version, environ)
        if isinstance(answer, Answer):
            return self._send(answer, question, version, environ, start_response)
        start_response(answer.status, answer.headers)
        return answer

    def folder_of(self, version: Version) -> str:
        return f"{version.number}-{self._edition}"

    def _tell_once(self, version: Version, environ: Environ) -> None:
        if (
            self._on_new_version
            and version.number != self._seen
            and self._folder.claims(self.folder_of(version), "warm")
        ):
            self._on_new_version(self, version, environ)
        self._seen = version.number

    def _make(self, question: Asked, version: Version, environ: Environ) -> "Answer | _NotKept":
        """What the program answers, kept where it is for all. Who asks for the same meanwhile waits, and finds it."""
        with self._making[question.name]:
            if found := self._folder.find(self.folder_of(version), question.name):
                return found
            answer = self._ask(question, version, environ)
            if isinstance(answer, Answer) and self._newest() == version:  # else a release came meanwhile
                self._folder.keep(self.folder_of(version), question.name, answer)
        self._making.pop(question.name, None)
        return answer

    def _ask(self, question: Asked, version: Version, environ: Environ) -> "Answer | _NotKept":
        started: list[Any] = []
        pieces = self._program(question.environ(environ), lambda *args: started.append(args))
        status, headers = started[0][:2]
        read, rest = _read(pieces)
        if rest is not None or not _is_for_all(status, headers):
            is_head = environ["REQUEST_METHOD"] == "HEAD"
            return _NotKept(status, headers, () if is_head else chain([read], rest or ()), pieces)
        _close(pieces)
        return Answer.made(tuple(headers), read, version.last_modified)

    def _send(
        self, plain: Answer, question: Asked, version: Version, environ: Environ, start_response: Start
    ) -> Iterable[bytes]:
        encoding = best(environ.get("HTTP_ACCEPT_ENCODING", ""), plain.header("content-type"), len(plain.body))
        answer = self._encoded(plain, f"{question.name}.{encoding}", encoding, version) if encoding else plain
        if answer.is_known_to(environ.get("HTTP_IF_NONE_MATCH", ""), environ.get("HTTP_IF_MODIFIED_SINCE", "")):
            start_response("304 Not Modified", answer.not_modified)
            return []
        start_response("200 OK", list(answer.headers))
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.body]

    def _encoded(self, plain: Answer, name: str, encoding: str, version: Version) -> Answer:
        if kept := self._folder.find(self.folder_of(version), name):
            return kept
        answer = plain.encoded(encoding)
        self._folder.keep(self.folder_of(version), name, answer)
        return answer


def _is_for_all(status: str, headers: Iterable[tuple[str, str]]) -> bool:
    said = {name.lower(): value for name, value in headers}
    is_private = any(word in said.get("cache-control", "") for word in ("private", "no-store", "no-cache"))
    return status.startswith("200 ") and not is_private and "set-cookie" not in said


def _read(pieces: Iterable[bytes]) -> tuple[bytes, Iterator[bytes] | None]:
    """The whole body and None; of one that is larger than LARGEST its beginning and the rest."""
    coming, read = iter(pieces), bytearray()
    for piece in coming:
        read += piece
        if len(read) > LARGEST:
            return bytes(read), coming
    return bytes(read), None


def _close(pieces: Iterable[bytes]) -> None:
    if close := getattr(pieces, "close", None):
        close()


@dataclass
class _NotKept:
    """An answer that is sent as it comes; closed, it tells the program that it was sent."""

    status: str
    headers: list[tuple[str, str]]
    body: Iterable[bytes]
    of: Iterable[bytes]

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.body)

    def close(self) -> None:
        _close(self.of)
