"""The words that lead to an amount and say what it is for: at the beginning of its clause, or right before it."""

import re

from .setting import Setting

OPENING = re.compile(
    r"\s*(?:Voor|Aan|Naar)[ \n](?!(?:deze|dit|die|dat|elk|ieder)(?!\w))(?P<what>[^\n.,;:()]{4,80}?)"
    r"(?:[ ](?:daarvan|hiervan))?[ \n]"
    r"(?=(?:stelt|trekt|is|zijn|reserveert|heeft|maakt|wordt|draagt|geeft|gaat|gaan|komt|komen|besteedt|betaalt)(?!\w))"
)
# What stands between a word and the amount: "in 2026 eenmalig", "samen ruim".
A_GIFT = r"een[ \n](?:[^\W\d_]+e[ \n])?(?:bijdrage|subsidie|bedrag|gift|donatie)[ \n]van"
FILLERS = (
    rf"(?:[ \n](?:{A_GIFT}|(?:in|voor)[ \n]20[0-9]{{2}}|eenmalig|daarvoor|hiervoor|"
    r"samen|nog|ook|circa|ruim|bijna|maximaal))*[ \n]\(?\Z"
)
PHRASE = r"[^\s.,;:()0-9][^.,;:()0-9\n]{2,80}?"
# "voor rolstoelen EUR 37.250", in a sentence that names more than one.
FOR_BEFORE = re.compile(
    rf"(?:[,;)]|[ \n]en)[ \n](?:en[ \n])?(?:voor|aan|naar)[ \n](?!het eerst)(?P<what>{PHRASE}){FILLERS}"
)


def opening(setting: Setting, begin: int | None = None) -> str:
    """What the clause begins with, or the sentence: "Voor de training van militairen trekt het kabinet ... uit"."""
    match = OPENING.match(setting.flow, setting.own[0] if begin is None else begin, setting.start)
    return match["what"] if match and not re.search("[0-9]", match["what"]) else ""


def for_before(setting: Setting) -> str:
    match = FOR_BEFORE.search(setting.flow, max(setting.own[0] - 5, setting.sentence[0]), setting.start)
    return match["what"] if match else ""
