"""The order of rows of one letter on its page: each its own place, and who leaves it empty comes behind the others."""

from collections.abc import Iterable
from typing import Any


def give_positions(forms: Iterable[Any], row: str) -> None:
    """Gives each of these forms that has none a position behind the others; notes one that is taken already.

    `row` is what such a row is called: "vindplaats".
    """
    taken: set[int] = set()
    for form in forms:
        position = form.cleaned_data.get("position")
        if position in taken:
            form.add_error("position", f"Volgorde {position} is al gebruikt. Geef elke {row} een eigen.")
        if position:
            taken.add(position)
    for form in forms:
        if not form.cleaned_data.get("position") and not form.errors:
            form.instance.position = max(taken, default=0) + 1
            taken.add(form.instance.position)
