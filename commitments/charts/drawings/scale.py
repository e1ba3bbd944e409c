"""Round steps on an axis of euros."""


def round_steps(highest_eur: int) -> list[int]:
    """From 0 to at least this amount in three to six round steps, in whole euros."""
    step = 10 ** max(len(str(max(highest_eur, 1))) - 1, 0)
    while highest_eur / step < 3 and step % 2 == 0:
        step //= 2
    while highest_eur / step > 6:
        step *= 2
    return list(range(0, highest_eur + step, step))
