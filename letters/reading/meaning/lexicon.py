"""The words of lexicon.toml, by what they point to: read once, compiled once."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

FILE = Path(__file__).parent.parent / "lexicon.toml"


@dataclass(frozen=True)
class Lexicon:
    """Each kind is a tuple of (slug, pattern) in the order of the file: the first that fits a word tells."""

    categories: tuple[tuple[str, re.Pattern[str]], ...]
    stages: tuple[tuple[str, re.Pattern[str]], ...]
    finance_types: tuple[tuple[str, re.Pattern[str]], ...]
    weak_stages: frozenset[str]  # verbs that tell a stage only where no other does
    without_purpose: str  # the category of money of which no purpose is said
    general: str  # the category that gives way to the specific ones beside it
    specific: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """What lexicon.toml says; a word that cannot be a pattern raises re.error at the first reading, so in every test."""
    said = tomllib.loads(FILE.read_text(encoding="utf-8"))
    kinds = {
        kind: tuple((each["slug"], re.compile("|".join(each["words"]))) for each in said[kind])
        for kind in ("category", "stage", "finance_type")
    }
    return Lexicon(
        categories=kinds["category"],
        stages=kinds["stage"],
        finance_types=kinds["finance_type"],
        weak_stages=frozenset(said["weak_stages"]),
        without_purpose=said["without_purpose"],
        general=said["general"],
        specific=frozenset(said["specific"]),
    )


@lru_cache(maxsize=20_000)
def category_of_word(word: str) -> str:
    """The slug of the category that a word in small letters points to, or ""."""
    return _first(lexicon().categories, word)


@lru_cache(maxsize=20_000)
def stage_of_word(word: str) -> str:
    """The stage that a word in small letters points to, or ""."""
    return _first(lexicon().stages, word)


@lru_cache(maxsize=20_000)
def finance_of_word(word: str) -> str:
    """The kind of finance that a word in small letters points to, or ""."""
    return _first(lexicon().finance_types, word)


def _first(patterns: tuple[tuple[str, re.Pattern[str]], ...], word: str) -> str:
    return next((slug for slug, pattern in patterns if pattern.search(word)), "")
