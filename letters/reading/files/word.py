"""The text of a letter in Word (.docx), by way of the web page that mammoth makes of it: with its tables and notes.

What is deleted with changes tracked is no text, and pictures are left out.
"""

import io
import re
import zipfile
from itertools import count

from .html import read_page

DOCUMENT = "word/document.xml"
LARGEST_XML = 15_000_000  # bytes of all its parts; a letter has a hundredth of that
ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
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
    return read_page(f"<html><head><meta charset='utf-8'></head><body>{html}</body></html>".encode())[0]


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
