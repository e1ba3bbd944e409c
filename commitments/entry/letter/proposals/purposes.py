"""What the words beside amounts say that the money is for, and whether that is the same."""

import re

GENERAL = frozenset(("milita", "humani", "herste", "niet"))  # as they begin: words that go with much
STEM = 6  # letters by which "militaire" is one word with "militair", "herstelnoden" with "herstel"
PLACE = re.compile(r"\b(?:in|te|voor|bij|rond|uit|naar) [A-Z][\w-]+")
SAY_NOTHING = frozenset(
    ("bijdrage", "bijdragen", "steun", "oekraïne", "oekraïense", "nederland", "nederlandse", "kabinet", "miljoen", "miljard",
     "euro", "voor", "begin", "extra", "pakket", "jaren", "periode", "bedrag", "initiatief", "naar")
)  # fmt: skip
BROAD = frozenset(("munitie", "noodhulp", "energie", "wapens", "materieel", "luchtverdediging", "oorlog"))


def shares_a_word(one: str, other: str) -> bool:
    """Whether two texts have a word in common that says what the money is for: not only the name of where."""
    return bool(_stems(PLACE.sub(" ", one)) & _stems(PLACE.sub(" ", other)))


def says_something_else(one: str, other: str) -> bool:
    """Whether both have words that say what the money is for, and none in common."""
    return bool(_stems(one) - GENERAL) and bool(_stems(other)) and not shares_a_word(one, other)


def _stems(text: str) -> set[str]:
    words = re.findall(r"[^\W\d_]{4,}", text.casefold())
    return {word.removeprefix("ge")[:STEM] for word in words if word not in SAY_NOTHING}


def may_hold(whole: str, part: str) -> bool:
    """Whether what one is for may hold what the other is for: it is said broadly, or with a word of that one."""
    stems = _stems(whole) - GENERAL
    return not stems or shares_a_word(whole, part) or bool(BROAD & set(re.findall(r"[\w-]+", whole.casefold())))
