"""What the number format of a cell in XLSX adds to the number that is in it: a unit, a currency, a scale.

Excel keeps 102 in a cell that it shows as "102 mln", and 102000000 in one that it shows as "102". Pure Python.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

# One sign of a format at a time, by its rules: [colour, condition or currency], "literal", \\literal, fill or width. General
# stands for the number as it is.
_TOKEN = re.compile(
    r'\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[[^\]]*\]|"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|[_*].|(?P<sign>General|.)',
    re.DOTALL,
)
_CONDITION = re.compile(r"\[(>=|<=|<>|>|<|=)(-?[0-9.]+)\]")
_HOLDS = {
    ">=": lambda number, limit: number >= limit,
    "<=": lambda number, limit: number <= limit,
    "<>": lambda number, limit: number != limit,
    ">": lambda number, limit: number > limit,
    "<": lambda number, limit: number < limit,
    "=": lambda number, limit: number == limit,
}
_SAYS_SOMETHING = re.compile(r"[^\W\d_]|[%€$£¥]")
EUROS = ("€", "EUR", "EURO")


@dataclass(frozen=True)
class Shown:
    """How a number is shown: the text before and behind it, and by what it is divided (a thousand, a million)."""

    before: str
    behind: str
    divided_by: int

    def text(self, number: int | float) -> str:
        """The number as a person reads it, none of its digits rounded: "102 mln"."""
        exact = Decimal(repr(number)) / self.divided_by * (100 if "%" in self.behind else 1)
        digits = f"{exact:f}"
        digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
        return f"{self.before} {digits.replace('.', ',')} {self.behind}".strip()

    @property
    def is_plain(self) -> bool:
        """Whether it says no more than the number itself, or that these are euros."""
        return all(part.upper() in ("", *EUROS) for part in (self.before, self.behind))


def shown(number: int | float, number_format: str) -> Shown:
    """How a cell with this format shows this number."""
    section = _section(number, number_format)
    literal, digits, is_behind = ["", ""], "", False
    for token in _TOKEN.finditer(section):
        sign = token["sign"]
        if sign and (sign == "General" or sign in "0#?.,"):
            digits, is_behind = digits + sign, True
        elif sign:
            literal[is_behind] += sign if sign in "%€$£¥" else " "
        else:
            literal[is_behind] += token["currency"] or token["quoted"] or token["escaped"] or " "
    before, behind = (
        part if _SAYS_SOMETHING.search(part) else "" for part in (" ".join(one.split()) for one in literal)
    )
    commas = sum(len(run) for run in re.findall(r",+(?=\.|$)", digits))
    return Shown(before, behind, 1000**commas)


def _section(number, number_format):
    """The part of a format that is for this number: by its conditions, or else by its sign."""
    sections = re.findall(r'(?:"[^"]*"|\\.|\[[^\]]*\]|[^;"\\\[])+', number_format) or [""]
    for section in sections:
        if condition := _CONDITION.search(section):
            if _HOLDS[condition[1]](number, float(condition[2])):
                return section
        elif number > 0 or len(sections) == 1 or _CONDITION.search(sections[0]):
            return section
    return sections[1] if number < 0 else sections[min(2, len(sections) - 1)]
