"""Which file of a ZIP is the letter, and which others come beside it: the same letter in another format, or its metadata."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

MOST_FILES = 50
LARGEST_MEMBER = 10_000_000  # bytes, as large as a letter may be that comes alone
# In which format a letter is read best, where it comes in several.
ORDER = (".xml", ".html", ".htm", ".xhtml", ".docx", ".odt", ".pdf", ".txt")


class NotOneLetter(Exception):
    """Its argument is a key of CANNOT."""


@dataclass(frozen=True)
class Member:
    name: str  # without its folder
    content: bytes

    @property
    def stem(self) -> str:
        return self.name.rpartition(".")[0] or self.name

    @property
    def rank(self) -> int:
        ending = f".{self.name.rpartition('.')[2].lower()}"
        return ORDER.index(ending) if ending in ORDER else len(ORDER)


def members_of(content: bytes) -> Iterator[Member]:
    """The files in a ZIP that may be read, each no larger than a letter may be."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir() and not _is_hidden(info.filename)]
            if len(infos) > MOST_FILES:
                raise NotOneLetter("many files")
            for info in infos:
                if info.flag_bits & 1:
                    raise NotOneLetter("locked")
                with archive.open(info) as member:
                    found = member.read(LARGEST_MEMBER + 1)
                if len(found) > LARGEST_MEMBER:
                    raise NotOneLetter("heavy")
                yield Member(info.filename.rpartition("/")[2], found)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError):
        raise NotOneLetter("bad zip") from None


def form_of_archive(content: bytes) -> str:
    """ "docx" or "odt" for a ZIP that is one document, "zip" for a ZIP of files; of other documents their name for a person."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                kind = archive.read("mimetype").decode("ascii", "replace").strip()
                return "odt" if kind.endswith("opendocument.text") and "content.xml" in names else "other office"
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, RuntimeError):
        raise NotOneLetter("bad zip") from None
    if "word/document.xml" in names:
        return "docx"
    return "other office" if any(name.startswith(("xl/", "ppt/")) for name in names) else "zip"


def _is_hidden(name: str) -> bool:
    return name.startswith("__MACOSX/") or name.rpartition("/")[2].startswith(".")


def letter_among(members: list[Member]) -> Member:
    """The letter: the file in the best format. Raises NotOneLetter where there is none, or more than one."""
    letters = [member for member in members if member.rank < len(ORDER)]
    if not letters:
        raise NotOneLetter("no letter")
    stems = {member.stem.lower() for member in letters}
    named = {stem for stem in stems if stem.startswith(("kst-", "ah-"))}
    if len(stems) > 1 and len(named) != 1:
        raise NotOneLetter("more letters")
    chosen = [member for member in letters if len(stems) == 1 or member.stem.lower() in named]
    return min(chosen, key=lambda member: member.rank)
