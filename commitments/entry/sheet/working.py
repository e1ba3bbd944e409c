"""All that is worked on, in memory, for the rows of a file to name and to change."""

from collections import defaultdict

from commitments.models import Category, Channel, Commitment
from letters.models import Letter

from .columns import shortened


class WorkingLedger:
    """All that is worked on, read once and linked to itself; nobody else can save a letter until the transaction ends."""

    letters: dict[str, Letter]
    categories: dict[str, Category]
    channels: dict[str, Channel]
    commitments: dict[str, Commitment]
    new: dict[str, list[Commitment]]  # the new ones in the file, by title

    def __init__(self) -> None:
        letters = Letter.objects.working().select_for_update(of=("self",)).select_related("dossier", "edited_by")
        by_pk = {letter.pk: letter for letter in letters.order_by("pk").defer("text")}
        self.letters = {letter.slug: letter for letter in by_pk.values()}
        self.categories = {one.slug: one for one in Category.objects.working()}
        self.channels = {one.slug: one for one in Channel.objects.working()}
        rows = list(Commitment.objects.working().select_related("category", "channel").order_by("pk"))
        known = {row.pk: row for row in rows}
        for row in rows:
            row.letter = by_pk[row.letter_id]
            for link in Commitment.LINKS:
                if pk := getattr(row, f"{link}_id"):
                    setattr(row, link, known[pk])
        self.commitments = {row.slug: row for row in rows}
        self.new = defaultdict(list)

    def everything(self) -> list[Commitment]:
        return [*self.commitments.values(), *(one for ones in self.new.values() for one in ones)]

    def commitment(self, name: str) -> Commitment:
        """The one at this address, or the new one with this title. Raises ValueError, which says what to do."""
        if name in self.commitments:
            return self.commitments[name]
        found = self.new.get(name, [])
        if len(found) > 1:
            raise ValueError(
                f"‘{shortened(name)}’ is de titel van {len(found)} nieuwe rijen. Geef die elk een eigen titel."
            )
        if not found:
            raise ValueError(
                f"‘{shortened(name)}’ is geen adres van een toezegging, en geen titel van een nieuwe rij in dit bestand. "
                "Kijk het na in een export."
            )
        return found[0]
