"""What is printed at the foot of every page and is no part of the letter: the one definition of its parts.

`FOOT_LINE` is a line of a foot as any text may print it, for who leaves it out; `OWN_FOOT` is that of the official PDF
in a text as seen, for who reads in it which Kamerstuk this is.
"""

import re

_QUOTE = "['’‘]"
_SPACE = r"[^\S\n]"
_PLACE_AND_YEAR = rf"{_QUOTE}s-Gravenhage{_SPACE}[0-9]{{4}}"
_CHAMBER = rf"Tweede{_SPACE}Kamer,{_SPACE}vergaderjaar"
_SLUG = r"kst-[0-9]"
FOOT_LINE = rf"""(?:Pagina\ [0-9]{{1,4}}(?:\ van\ [0-9]{{1,4}})?
        |(?:\*\*)?Onze\ [Rr]eferentie(?:\*\*)?:?\s{{1,20}}[A-Z][\w.-]{{4,40}}
        |(?:{_PLACE_AND_YEAR}{_SPACE}{{1,40}})?{_CHAMBER}[^\n]{{0,160}}
        |{_SLUG}[0-9A-Z-]{{0,30}}
        |ISSN\ [0-9]{{4}}\ ?-\ ?[0-9]{{3}}[0-9X]
        |{_PLACE_AND_YEAR})"""  # for re.VERBOSE
OWN_FOOT = re.compile(
    rf"""^{_SPACE}*(?:(?P<slug>{_SLUG}[0-9]{{4}}[\w-]{{1,20}}){_SPACE}*\n{_SPACE}*ISSN\b
    |(?:{_PLACE_AND_YEAR}{_SPACE}+)?{_CHAMBER}{_SPACE}[0-9]{{4}}-[0-9]{{4}},{_SPACE}
        (?P<kamerstuk>[0-9]{{2}}{_SPACE}[0-9]{{3}}[^\n,]{{0,12}},{_SPACE}nr\.{_SPACE}[0-9]{{1,5}}))""",
    re.MULTILINE | re.VERBOSE,
)
