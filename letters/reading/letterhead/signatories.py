"""Whether the signatures that were read are all that a letter has: where they cannot be, it says so."""

import re
from collections.abc import Sequence

from .printed import Header
from .signatures import SIGNED, PrintedSignature

NOBODY = "Wie deze brief ondertekende, is niet gelezen. Kijk onder de brief, en vul het hier in."
FEWER = "De titel noemt {named} bewindspersonen, en er {read}. Kijk onder de brief wie er nog ondertekende."
ONE_OFFICE = re.compile(r"\b(?:minister(?:-president)?|staatssecretaris)\b", re.IGNORECASE)
# "de ministers van Defensie en van Financiën": two; each further "van" or "voor" behind a comma or "en" is one more.
OFFICES = re.compile(
    r"\b(?:ministers|staatssecretarissen)\b(?P<of>[^\n]*?)(?=\b(?:minister|staatssecretaris)|\Z)", re.IGNORECASE
)
OF = re.compile(r"(?:\A|,|\ben\b)\s*(?:van|voor)\b", re.IGNORECASE)


def unread_signatories(header: Header, signatures: Sequence[PrintedSignature]) -> str:
    """In Dutch, what is not known about who signed; "" where the signatures are as many as the title says."""
    if header.kind == "brief" and not any(one.manner == SIGNED for one in signatures):
        return NOBODY
    title = header.title if header.title.lower().startswith("brief van ") else ""
    named = len(ONE_OFFICE.findall(title)) + sum(
        max(len(OF.findall(offices["of"].strip())), 2) for offices in OFFICES.finditer(title)
    )
    read = "is één ondertekening gelezen" if len(signatures) == 1 else f"zijn {len(signatures)} ondertekeningen gelezen"
    return FEWER.format(named=named, read=read) if 0 < len(signatures) < named else ""
