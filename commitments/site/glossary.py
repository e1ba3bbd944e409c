"""The words of this field, explained for who does not know them: the one list, which notes and /verantwoording/ print."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Entry:
    """One word and what it means; `slug` names its note on a page, `others` are the forms in which it also stands."""

    slug: str
    word: str
    meaning: str
    others: tuple[str, ...] = ()


ENTRIES = (
    Entry(
        "toezegging",
        "toezegging",
        "Eén besluit van de Nederlandse regering over één bedrag, voor één jaar of periode en voor één doel.",
        ("toezeggingen",),
    ),
    Entry(
        "vindplaats",
        "vindplaats",
        "Een plek in een brief waar een bedrag staat. Wij zeggen erbij hoe wij het lezen: de brief noemt een toezegging, "
        "herhaalt er een, of bedoelt iets anders.",
        ("vindplaatsen",),
    ),
    Entry("bewindspersoon", "bewindspersoon", "Een minister of staatssecretaris.", ("bewindspersonen",)),
    Entry("kamerstuk", "Kamerstuk", "Een document van de Tweede Kamer met een nummer, zoals 36 045, nr. 171."),
    Entry("mede-namens", "mede namens", "Iemand anders zette de handtekening, ook voor deze minister."),
    Entry(
        "peildatum",
        "peildatum",
        "U ziet alleen wat in brieven tot en met deze dag staat. Latere brieven tellen niet mee.",
    ),
    Entry(
        "fase",
        "fase",
        "Hoe ver het met het geld is: aangekondigd, gereserveerd, toegewezen of geleverd. Wij kiezen het woord dat het dichtst "
        "bij dat van de brief ligt.",
    ),
    Entry(
        "aangekondigd",
        "aangekondigd",
        "De regering noemt het geld of de regeling. De brief zegt niet hoeveel ervan al is gegeven.",
    ),
    Entry("gereserveerd", "gereserveerd", "Het geld is apart gezet. De brief zegt niet dat het al is uitgegeven."),
    Entry("toegewezen", "toegewezen", "Het geld heeft een doel gekregen. De brief zegt niet dat het al is gegeven."),
    Entry("geleverd", "geleverd", "De steun is gegeven. Bij wapens en spullen is het bedrag wat ze waard zijn."),
    Entry("onderdeel", "onderdeel", "Een stuk van een groter bedrag. Het telt niet nog een keer mee.", ("onderdelen",)),
    Entry("eigen-deel", "eigen deel", "Wat van een bedrag overblijft als de onderdelen eraf zijn.", ("eigen delen",)),
    Entry("vervangen", "vervangen", "Een later besluit kwam in de plaats. Het eerdere bedrag telt dan niet meer mee."),
    Entry("niet-verdeeld", "nog niet verdeeld", "Apart gezet voor Oekraïne, maar de brieven zeggen nog niet waarvoor."),
    Entry("plafond", "plafond", "Het meeste dat een regeling mag kosten. Het kan ook minder worden."),
    Entry("garantie", "garantie", "De staat betaalt alleen als een ander dat niet doet. Vaak kost dat dus niets."),
    Entry(
        "omrekening",
        "eigen omrekening",
        "De brief noemt dit bedrag in een andere munt. Wij rekenden het om naar euro's. De koers staat bij de toezegging.",
    ),
    Entry(
        "zonder-koers",
        "zonder koers",
        "De brief noemt dit bedrag in een andere munt. Wij hebben er nog geen koers bij. Daarom telt het niet mee.",
    ),
    Entry("gift", "gift", "Geld of spullen die Oekraïne niet hoeft terug te betalen."),
    Entry(
        "epf",
        "EPF",
        "De EPF (Europese Vredesfaciliteit) is een fonds van de EU-landen. Landen die Oekraïne wapens geven, krijgen "
        "daaruit een deel van de kosten terug.",
        ("Europese Vredesfaciliteit",),
    ),
    Entry(
        "accountability",
        "accountability",
        "Zorgen dat oorlogsmisdaden worden onderzocht en bestraft, en dat schade wordt opgeschreven.",
    ),
    Entry("cyber", "cyber", "Hulp tegen aanvallen op computers en netwerken."),
    Entry(
        "aiv",
        "AIV",
        "De AIV (Adviesraad Internationale Vraagstukken) geeft de regering advies over het buitenland.",
        ("AIV-advies", "Adviesraad Internationale Vraagstukken"),
    ),
    Entry("kanaal", "kanaal", "Het fonds of de organisatie die het geld doorgeeft."),
    Entry(
        "ifu",
        "IFU",
        "Het IFU (International Fund for Ukraine) is een fonds van verschillende landen. Het koopt wapens voor Oekraïne.",
        ("International Fund for Ukraine",),
    ),
    Entry(
        "ebrd",
        "EBRD",
        "De EBRD (Europese Bank voor Wederopbouw en Ontwikkeling) leent geld uit aan landen en bedrijven.",
        ("Europese Bank voor Wederopbouw en Ontwikkeling",),
    ),
    Entry(
        "rvo",
        "RVO",
        "De RVO (Rijksdienst voor Ondernemend Nederland) voert regelingen voor bedrijven uit.",
        ("Rijksdienst voor Ondernemend Nederland",),
    ),
    Entry(
        "atradius",
        "Atradius",
        "Een verzekeraar. Die verzekert namens de staat bedrijven die zaken doen met het buitenland.",
        ("Atradius Dutch State Business",),
    ),
)

_BY_FORM = {form.lower(): entry for entry in ENTRIES for form in (entry.word, *entry.others)}
_FORMS = re.compile(rf"\b({'|'.join(sorted(map(re.escape, _BY_FORM), key=len, reverse=True))})\b", re.IGNORECASE)


def words_in(text: str) -> Iterator[tuple[str, Entry | None]]:
    """The text in pieces: (a word that is explained, its Entry) or (what stands between, None)."""
    for piece in _FORMS.split(text):
        if piece:
            yield piece, _BY_FORM.get(piece.lower())


def mentioned(mentions: Iterable[Any]) -> str:
    """The quotes of these mentions and the titles of what they tell of: a text that may have words to explain."""
    return ", ".join(f"{one.quote}, {one.commitment.title}" if one.commitment else one.quote for one in mentions)


def explained(request: object) -> dict[str, dict[str, set[str]]]:
    """Context for every template: the slugs of the words that this page explained already, by place."""
    return {"explained": {}}
