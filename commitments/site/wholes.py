"""A list of commitments in which each part stands below its whole."""

from collections import defaultdict


def below_their_wholes(commitments):
    """These commitments, with their standing, in order: each part right below its whole, with `is_below_whole` True.

    A part whose whole is not among them stands by itself, in the place that it had.
    """
    slugs = {commitment.slug for commitment in commitments}
    inside = defaultdict(list)
    for commitment in commitments:
        commitment.is_below_whole = commitment.whole_slug in slugs
        inside[commitment.whole_slug if commitment.is_below_whole else None].append(commitment)

    def listed(slug):
        for commitment in inside[slug]:
            yield commitment
            yield from listed(commitment.slug)

    return list(listed(None))
