"""One answer as it is kept: its headers, and its body in one encoding."""

import hashlib
import json
from dataclasses import dataclass

from . import encodings

Headers = tuple[tuple[str, str], ...]

# Always asked for again, and in the meantime what is there may be shown: also while nothing answers.
CACHE_CONTROL = "public, max-age=0, must-revalidate, stale-while-revalidate=30, stale-if-error=604800"
VARIES = "Accept-Encoding, HX-Request, HX-History-Restore-Request"
OURS = {"content-length", "etag", "last-modified", "vary", "content-encoding"}  # the program need not say these
OF_NOT_MODIFIED = {"etag", "last-modified", "cache-control", "vary"}


@dataclass(frozen=True)
class Answer:
    """An answer with status 200."""

    headers: Headers
    body: bytes

    @classmethod
    def made(cls, headers: Headers, body: bytes, last_modified: str) -> "Answer":
        """The answer of the program, not compressed, with what readers and caches need to ask for it again."""
        told = [(name, value) for name, value in headers if name.lower() not in OURS]
        if not any(name.lower() == "cache-control" for name, _ in told):
            told.append(("Cache-Control", CACHE_CONTROL))
        return cls((*told, ("Last-Modified", last_modified), ("Vary", VARIES)), body).encoded(encodings.PLAIN)

    def encoded(self, encoding: str) -> "Answer":
        """The same in this encoding, with its length and its strong ETag."""
        body = encodings.HOW[encoding](self.body) if encoding else self.body
        told = [one for one in self.headers if one[0] not in ("Content-Length", "ETag")]
        told += [("Content-Encoding", encoding)] if encoding else []
        told += [("Content-Length", str(len(body))), ("ETag", f'"{hashlib.sha256(body).hexdigest()[:32]}"')]
        return Answer(tuple(told), body)

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name), "")

    @property
    def not_modified(self) -> list[tuple[str, str]]:
        """The headers of a 304."""
        return [(name, value) for name, value in self.headers if name.lower() in OF_NOT_MODIFIED]

    def is_known_to(self, tags: str, since: str) -> bool:
        """Whether who says If-None-Match or, without it, If-Modified-Since has this answer."""
        if tags:
            return tags.strip() == "*" or self.header("etag") in (
                tag.strip().removeprefix("W/") for tag in tags.split(",")
            )
        return bool(since) and since == self.header("last-modified")

    def packed(self) -> bytes:
        return json.dumps(self.headers).encode() + b"\n" + self.body

    @classmethod
    def unpacked(cls, content: bytes) -> "Answer":
        """Raises ValueError where it is not what packed() gave."""
        head, _, body = content.partition(b"\n")
        answer = cls(tuple((name, value) for name, value in json.loads(head)), body)
        if answer.header("content-length") != str(len(body)):
            raise ValueError("half an answer")
        return answer
