"""The text of a letter in Word (.docx), by way of the web page that mammoth makes of it: with its tables and notes.

What is deleted with changes tracked is no text, and pictures are left out. What a ministry prints at the head of its paper
(its reference, the date) stands in parts of their own, which mammoth does not read: it comes before the letter, line by line.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from html import escape
from itertools import count
from typing import Any

from .html import read_page
from .page_heads import lines_of_head

DOCUMENT = "word/document.xml"
LARGEST_XML = 15_000_000  # bytes of all its parts; a letter has a hundredth of that
ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
HEAD = re.compile(r"word/header[0-9]*\.xml")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NOTE = re.compile(r'<li id="(?:foot|end)note-[^"]*">(?:<p>)?')
BACK = re.compile(r'\s*<a href="#(?:foot|end)note-ref-[^"]*">[^<]*</a>')
GAP = "\u00a0\u00a0"  # of a tab, so that two columns never become one


class HasEntities(ValueError):
    """XML that builds itself up, or refers to something outside the file."""


class TooLarge(ValueError):
    """More than any letter."""


def read_word(content: bytes) -> str:
    """The text, with the signs of signs.py for its tables and notes."""
    # Imported here: only a Word file needs it.
    from mammoth import convert_to_html

    _check(content)
    html = convert_to_html(io.BytesIO(content), convert_image=lambda _: []).value
    numbers = count(1)
    html = NOTE.sub(lambda _: f"<li><sup>{next(numbers)}</sup> ", BACK.sub("", html)).replace("\t", GAP)
    head = "".join(f"<p>{escape(line)}</p>" for line in lines_of_head(_head(content)))
    return read_page(f"<html><head><meta charset='utf-8'></head><body>{head}{html}</body></html>".encode())[0]


def _head(content: bytes) -> Iterator[str]:
    """The paragraphs at the head of its pages, each on one line."""
    from defusedxml.ElementTree import fromstring

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in sorted(filter(HEAD.fullmatch, archive.namelist())):
            for paragraph in fromstring(archive.read(name)).iter(f"{W}p"):
                yield " ".join("".join(_words(paragraph)).split())


def _words(paragraph: Any) -> Iterator[str]:
    """The words of a paragraph, and a space for a tab or a break; of a box in it those of its own paragraphs come apart."""
    for part in paragraph:
        if part.tag == f"{W}t":
            yield part.text or ""
        elif part.tag in (f"{W}tab", f"{W}br"):
            yield " "
        elif part.tag in (f"{W}r", f"{W}hyperlink", f"{W}ins", f"{W}smartTag", f"{W}sdt", f"{W}sdtContent"):
            yield from _words(part)


def _check(content: bytes) -> None:
    size = 0
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for info in archive.infolist():
            if info.filename.endswith((".xml", ".rels")):
                with archive.open(info) as member:
                    part = member.read(LARGEST_XML + 1)
                size += len(part)
                if size > LARGEST_XML:
                    raise TooLarge
                if ENTITY.search(part):
                    raise HasEntities
