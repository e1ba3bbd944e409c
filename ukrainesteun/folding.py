"""Capitals and small letters as one, also those that only a pattern without capitals takes for ours (İ, ı, ſ)."""


def folded(text: str) -> str:
    """The text in small letters, sign for sign on the same place."""
    return text.replace("İ", "i").lower().replace("ı", "i").replace("ſ", "s")
