"""The name under which a file is saved: what it is, which choice, and up to which day."""

from django.utils.text import slugify

from .table import Extract

LONGEST_WORD, LONGEST_NAME = 40, 120  # characters


def file_name(stem: str, extract: Extract, kind: str) -> str:
    """ "toezeggingen-2024-militair-stand-2024-02-01.csv": lower case ASCII, digits and hyphens, not too long to save."""
    words = [word for label, value in extract.words if (word := _word(label, value))]
    day = f"-stand-{extract.day.isoformat()}" if extract.day else ""
    chosen = _cut("-".join([stem, *words]), LONGEST_NAME - len(day) - len(kind) - 1)
    return f"{chosen}{day}.{kind}"


def _word(label: str, value: str) -> str:
    """The value as it may stand in a name: "2,5 mld" as 2-5-mld. A bare number but for a year needs its label:
    minstens-1000000."""
    value = value.replace(",", "-")
    is_amount = value.isdigit() and len(value) != 4
    return _cut(slugify(f"{label.split('(')[0]} {value}" if is_amount else value), LONGEST_WORD)


def _cut(words: str, length: int) -> str:
    """No longer than this, without half a word where there is a whole one."""
    if len(words) <= length:
        return words
    return (words[:length].rpartition("-")[0] if "-" in words[:length] else words[:length]).strip("-")
