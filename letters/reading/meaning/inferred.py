"""What the program reads between the lines: a value, and always why."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Inferred:
    """A value that words of the text, or a reason in Dutch, suggest; None and "" where nothing does.

    `doubtful` is true where the words stand elsewhere than in the sentence itself, so that a person must look.
    """

    value: str | int | tuple[int, ...] | None = None
    why: str = ""
    doubtful: bool = False


NOTHING = Inferred()
