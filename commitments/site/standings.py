"""Whether a commitment counts, in sentences: why it is left out on its own page, and what other sites say of it."""

from commitments.models import Commitment

Exclusion, Standing = Commitment.Exclusion, Commitment.Standing

WHY_LEFT_OUT: dict[str, str] = {
    Exclusion.CEILING: "Het is een plafond: er kan ook minder worden uitgegeven.",
    Exclusion.GUARANTEE: "Het is een garantie: de staat betaalt alleen als een ander dat niet doet.",
    Exclusion.LOAN: "Het is een lening: dat geld moet worden terugbetaald.",
    Exclusion.OVERLAP_UNKNOWN: "Wij weten niet of het al in een ander bedrag zit.",
    Exclusion.NO_RATE: "De brief noemt het in een andere munt, en wij hebben er nog geen koers bij.",
}
IS_NO_PROMISE: dict[str, str] = {
    Exclusion.CEILING: "een plafond",
    Exclusion.GUARANTEE: "een garantie",
    Exclusion.LOAN: "een lening",
}
PROMISED = (Standing.COUNTED, Standing.INSIDE_WHOLE, Standing.SUPERSEDED, Standing.WITHDRAWN)
SAID_AFTER: dict[str, str] = {
    Standing.SUPERSEDED: " Het is later vervangen.",
    Standing.WITHDRAWN: " Het is later vervallen.",
    Standing.EXCLUDED: " Het telt niet mee.",
    Standing.WHOLE_LEFT_OUT: " Het telt niet mee.",
}


def why_left_out(commitment: Commitment) -> str:
    """A sentence on why the counting rule leaves out what has an exclusion; nothing for what has none."""
    return WHY_LEFT_OUT.get(commitment.exclusion, "")


def in_short(commitment: Commitment) -> str:
    """What stands with a link to its page: the amount, in which letter, and whether it counts. No ceiling, guarantee or loan
    is called promised there. Asks for `with_standing()`."""
    standing, exclusion = commitment.standing, commitment.exclusion
    amount, letter = commitment.amount.full, commitment.letter.designation
    if standing == Standing.EXCLUDED and exclusion in IS_NO_PROMISE:
        said = f"{amount}: {IS_NO_PROMISE[exclusion]} in {letter}."
    else:
        said = f"{amount}, {'toegezegd' if standing in PROMISED else 'genoemd'} in {letter}."
    return f"{said[0].upper()}{said[1:]}{SAID_AFTER.get(standing, '')}"
