"""Whether the releases are what they were, and the newest is what the public reads."""

import hashlib

from commitments.models import Release, ReleaseFile

from . import contents


def broken() -> list[tuple[str, list[str]]]:
    """Each statement with what breaks it, in Dutch; a sound installation gives empty lists."""
    return [
        ("elk bestand van elke uitgave is byte voor byte zoals het verscheen", list(_altered())),
        ("de uitgaven volgen op elkaar, zonder gat", list(_gaps())),
        ("de nieuwste uitgave is wat er op de site staat", list(_other_than_public())),
    ]


def _altered():
    for file in ReleaseFile.objects.select_related("release").iterator(chunk_size=10):
        if not file.is_sound:
            yield f"{file} is veranderd"


def _gaps():
    numbers = Release.objects.order_by("number").values_list("number", flat=True)
    for expected, number in enumerate(numbers, 1):
        if number != expected:
            yield f"uitgave {expected} ontbreekt"
            return


def _other_than_public():
    if Release.objects.exists() and not newest_is_public():
        yield "de site zegt iets anders; maak een uitgave met load_ledger --if-empty"


def newest_is_public() -> bool:
    """Whether the data file of the newest release is what it would be now; not so before the first."""
    newest = ReleaseFile.objects.filter(name=ReleaseFile.Name.DATA).order_by("-release__number").first()
    return (
        newest is not None
        and newest.sha256 == hashlib.sha256(contents.data_file(contents.all_commitments())).hexdigest()
    )
