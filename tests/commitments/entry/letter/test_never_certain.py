"""What is never certain: sentences that mislead, each of which may be read as a promise, or as one that was told before."""

import pytest

from commitments.entry.letter.proposals import NEW, REPEATS, Known, propose_rows
from letters.reading.letter import read_letter

HEAD = """Tweede Kamer der Staten-Generaal

36 045 Situatie in de Oekraïne

Nr. 777 {paper}

Den Haag, 12 maart 2026

"""
LETTER = "BRIEF VAN DE MINISTER VAN BUITENLANDSE ZAKEN\n\nAan de Voorzitter van de Tweede Kamer der Staten-Generaal"
KNOWN = (
    Known(
        "generatoren", "Generatoren voor Charkiv", 45_000_000, 2025, 2025, "humanitarian", "Kamerstuk 36 045, nr. 700"
    ),
    Known("drones", "Drones", 120_000_000, 2026, 2026, "military", "Kamerstuk 36 045, nr. 701"),
    Known("tribunaal", "Speciaal tribunaal", 8_000_000, 2025, 2026, "accountability", "Kamerstuk 36 045, nr. 702"),
)


def rows_of(said, paper=LETTER):
    text = f"{HEAD.format(paper=paper)}{said}\n"
    reading = read_letter(text)
    return propose_rows(reading, text, KNOWN, (), reading.header.date)


def certain_of(said, paper=LETTER):
    """The amounts of a text that one press would take as new, or as a repeat."""
    return [row.as_written for row in rows_of(said, paper) if row.verdict in (NEW, REPEATS) and not row.doubts]


NOT_DECIDED = [
    "De NAVO verwacht dat Nederland in 2026 € 500 miljoen beschikbaar stelt voor luchtverdediging.",
    "D66 wil dat Nederland in 2026 € 500 miljoen beschikbaar stelt voor luchtverdediging.",
    "De Europese Commissie stelt voor dat Nederland in 2026 € 500 miljoen bijdraagt aan munitie.",
    "President Zelensky riep Nederland op in 2026 € 500 miljoen uit te trekken voor luchtverdediging.",
    "De Kamer roept de regering op in 2026 € 250 miljoen extra uit te trekken voor munitie.",
    "Mocht de situatie verslechteren, dan trekt het kabinet in 2026 € 500 miljoen uit voor luchtverdediging.",
    "Het kabinet streeft ernaar in 2026 € 500 miljoen uit te trekken voor luchtverdediging.",
    "Nederland stelt in 2026 maximaal € 500 miljoen beschikbaar voor luchtverdediging.",
    # of the same kinds
    "Voor zover er ruimte is, trekt het kabinet in 2026 € 12 miljoen uit voor munitie.",
    "Nederland hoopt in 2026 € 12 miljoen vrij te maken voor drones.",
    "Het kabinet is voornemens in 2026 € 12 miljoen beschikbaar te stellen voor drones.",
    "Naar verluidt trekt het kabinet in 2026 € 12 miljoen uit voor drones.",
    "De PVV stelt dat het kabinet in 2026 € 12 miljoen uittrekt voor drones.",
    "De fractie van D66 schrijft het volgende. Nederland trekt in 2026 € 12 miljoen uit voor drones.",
    "Het kabinet trekt in 2026 € 12 miljoen uit voor drones. Indien de Kamer anders wil, vervalt het.",
    "Het kabinet trekt in 2026 € 12 miljoen uit voor drones. De Kamer moet het nog goedkeuren.",
    "Het kabinet trekt in 2026 € 12 miljoen uit voor drones. Duitsland vergoedt de helft.",
]
ANOTHER_GIVES = [
    "Het Franse kabinet trekt in 2026 € 500 miljoen uit voor munitie.",
    "Shell stelt in 2026 € 5 miljoen beschikbaar voor generatoren in Oekraïne.",
    "De provincie Utrecht stelt in 2026 € 5 miljoen beschikbaar voor generatoren in Oekraïne.",
    "Giro555 stelt in 2026 € 5 miljoen beschikbaar voor generatoren in Oekraïne.",
    "Nederland krijgt in 2026 € 500 miljoen uit Brussel voor munitie.",
    # of the same kinds
    "Oxfam stelt in 2026 € 12 miljoen beschikbaar voor noodhulp in Oekraïne.",
    "De gemeente Rotterdam trekt in 2026 € 12 miljoen uit voor generatoren in Charkiv.",
    "Het Litouwse kabinet geeft in 2026 € 12 miljoen voor munitie.",
    "Nederland haalt in 2026 € 12 miljoen uit de EPF voor munitie.",
]
NOT_FOR_UKRAINE = [
    "Nederland trekt in 2026 € 500 miljoen uit voor munitie voor Israël.",
    "Nederland geeft in 2026 € 500 miljoen voor munitie aan Letland.",
    "Het kabinet trekt in 2026 € 500 miljoen uit voor munitie voor Estland en Oekraïne.",
    "Het kabinet trekt in 2026 € 500 miljoen uit voor voedsel in Afrika.",
    "Het kabinet trekt in 2026 € 500 miljoen uit voor noodhulp in Libanon.",
    "Het kabinet trekt in 2026 € 500 miljoen uit voor luchtverdediging in Nederland.",
    "Het kabinet trekt in 2026 € 500 miljoen uit voor munitie voor de landmacht.",
    "De Koninklijke Landmacht krijgt in 2026 € 500 miljoen voor munitie van het kabinet.",
    "Het kabinet trekt in 2026 € 500 miljoen uit voor huisvesting van Oekraïners in gemeenten.",
    "Het kabinet trekt in 2026 € 500 miljoen uit voor onderdak van Oekraïense vluchtelingen in Nederlandse gemeenten.",
    "Het kabinet trekt in 2026 € 500 miljoen uit voor medische zorg aan Oekraïners in Nederland.",
    # of the same kinds
    "Het kabinet trekt in 2026 € 12 miljoen uit voor noodhulp in Jemen.",
    "Het kabinet trekt in 2026 € 12 miljoen uit voor de luchtmacht op Volkel.",
    "Het kabinet trekt in 2026 € 12 miljoen uit voor onderwijs aan Oekraïners in Almere.",
    "Het kabinet trekt in 2026 € 12 miljoen uit voor de training van Nederlandse militairen.",
]
TOLD_BEFORE = [
    "In december besloot het kabinet om in 2026 € 500 miljoen uit te trekken voor munitie.",
    "Het kabinet trekt in 2026 € 500 miljoen uit voor munitie; u bent hierover in december geïnformeerd.",
    "Het kabinet trekt in 2026 € 500 miljoen uit voor munitie, conform de brief van december.",
    "Conform de toezegging in de Kamerbrief trekt het kabinet in 2026 € 500 miljoen uit voor munitie.",
    "Het kabinet stelt in 2026 onverminderd € 500 miljoen beschikbaar voor munitie.",
    "Het kabinet trekt in 2026 € 500 miljoen uit voor munitie. Dit bedrag is een herhaling van wat in december is gemeld.",
    "In 2026 heeft Nederland reeds € 55 miljoen uitgetrokken voor winterhulp.",
    "Het kabinet trekt in 2026 geen € 9 miljoen maar € 15 miljoen uit voor ontmijning.",
    "Het kabinet trekt in 2026 € 15 miljoen uit voor ontmijning, een verhoging van € 6 miljoen.",
    "Het kabinet trekt in 2026 € 15 miljoen uit voor ontmijning; eerder was € 9 miljoen voorzien.",
    # of the same kinds
    "Het kabinet trekt in 2026 € 12 miljoen uit voor drones, gelijk aan het bedrag in de brief van november.",
    "Het kabinet trekt in 2026 € 12 miljoen uit voor drones. Hierover las u in de brief van 4 december.",
    "Het kabinet trekt in 2026 € 12 miljoen uit voor drones, tegen € 8 miljoen in de begroting.",
    "Nederland heeft in 2026 al € 12 miljoen uitgetrokken voor drones.",
]
MORE_THAN_ONCE = [
    "Nederland geeft in 2026 wekelijks € 5 miljoen voor ontmijning.",
    "Nederland koopt in 2026 vier radars à € 5 miljoen voor Oekraïne.",
    "Nederland geeft in 2026 € 5 miljoen aan UNICEF, UNHCR en WFP elk.",
    "Nederland geeft in 2026 aan zowel UNICEF als UNHCR € 50 miljoen voor scholen in Oekraïne.",
    "Nederland geeft in 2026 en in 2027 € 5 miljoen voor ontmijning.",
    "Het kabinet trekt in 2026 € 44 miljoen uit voor munitie en hetzelfde bedrag voor drones.",
    "Nederland geeft in 2026 en verder € 5 miljoen voor ontmijning.",
    "Nederland geeft in 2026 en volgende jaren € 5 miljoen voor ontmijning.",
    "Het kabinet trekt tot 2029 € 44 miljoen uit voor munitie.",
    "In 2026–'28 geeft Nederland € 30 miljoen voor munitie.",
    # of the same kinds
    "Nederland geeft in 2026 dagelijks € 1 miljoen voor ontmijning.",
    "Nederland betaalt in 2026 zes ambulances van € 0,1 miljoen voor Oekraïne.",
    "Nederland geeft in 2026 € 12 miljoen aan UNICEF, en evenveel aan UNHCR.",
    "Het kabinet trekt van 2026 tot in de jaren dertig € 12 miljoen uit voor drones.",
]
SPLIT = [
    "Voor herstel is in 2026 € 10 en in 2027 € 20 miljoen beschikbaar.",
    "Nederland geeft in 2026 ruim twee en een half miljard euro voor munitie.",
    "Nederland geeft in 2026 twee miljard vijfhonderd miljoen euro voor munitie.",
    "Voor herstel is in 2026 5 en in 2027 7 miljoen euro beschikbaar.",
    "Nederland geeft in 2026 € 5 voor ontmijning, € 6 voor gas en € 7 miljoen voor drones.",
]
WHOLE_AND_PART = [
    "Het kabinet trekt in 2026 € 100 miljoen uit voor munitie. Met € 60 miljoen koopt Nederland in 2026 granaten.",
    "Het kabinet trekt in 2026 € 100 miljoen uit voor munitie. Zo koopt Nederland in 2026 voor € 60 miljoen granaten.",
    "Het kabinet trekt in 2026 € 100 miljoen uit voor munitie, met als grootste post € 60 miljoen voor granaten.",
    "Het kabinet trekt in 2026 € 100 miljoen uit voor munitie, onderverdeeld in € 60 miljoen voor granaten en € 30 miljoen "
    "voor raketten.",
    "Het kabinet trekt in 2026 € 100 miljoen uit: € 60 miljoen voor granaten, € 40 miljoen voor raketten en € 20 miljoen "
    "voor drones.",
    # of the same kinds
    "Het kabinet trekt in 2026 € 100 miljoen uit voor munitie. Granaten maken daar met € 60 miljoen het grootste deel van uit.",
    "Het kabinet trekt in 2026 € 12 miljoen uit voor drones. De training neemt in 2026 € 5 miljoen voor haar rekening.",
    "Het kabinet trekt in 2026 € 100 miljoen uit voor munitie, waarvan € 60 miljoen voor granaten en € 30 miljoen voor raketten.",
]
NOT_THE_SAME_AGAIN = [
    "Nederland maakt wederom € 120 miljoen vrij voor drones in 2026.",
    "Ook in 2026 trekt Nederland weer € 120 miljoen uit voor drones.",
    "Nederland maakt in 2026 nog € 120 miljoen vrij voor drones.",
    "Nederland geeft in 2026 een tweede bijdrage van € 120 miljoen voor drones.",
    "Op de top kondigde de minister-president een verdere € 120 miljoen aan drones voor 2026 aan.",
    "Het kabinet verdubbelt de inzet: in 2026 komt er € 120 miljoen voor drones bij.",
    "Daar komt in 2026 € 120 miljoen voor drones bij.",
    "De € 120 miljoen voor drones in 2026 wordt gehalveerd.",
    "De € 120 miljoen voor drones in 2026 gaat nu naar munitie.",
    "Nederland geeft € 45 miljoen voor scholen in Charkiv in 2025.",
    # of the same kinds
    "Voor drones maakt Nederland in 2026 € 120 miljoen méér vrij.",
    "De inzet voor drones groeit in 2026 met nieuwe middelen van € 120 miljoen.",
    "Na de eerste bijdrage volgt in 2026 € 120 miljoen voor drones.",
    "De € 120 miljoen voor drones in 2026 krijgt een andere bestemming.",
    "De € 120 miljoen voor drones in 2026 staat op losse schroeven.",
    "Nederland geeft in 2026 € 120 miljoen voor jammers tegen Russische drones.",
]
AMMUNITION = "Het kabinet trekt in 2026 € 44 miljoen uit voor munitie."
SECOND_IS_NOT_THE_FIRST = [
    "Daarna volgt in 2026 nog een tranche van € 44 miljoen voor munitie.",
    "In december 2026 komt er voor munitie € 44 miljoen bij.",
    "Het kabinet trekt in 2026 € 44 miljoen uit voor munitie voor Polen.",
    # of the same kinds
    "Nederland betaalt in 2026 ook € 44 miljoen voor munitie uit Zweden.",
]
PAPERS = [
    ("MOTIE VAN HET LID BOSWIJK", "spreekt uit dat Nederland in 2026 € 500 miljoen beschikbaar stelt voor luchtverdediging."),
    ("MOTIE VAN HET LID BOSWIJK", "Nederland trekt in 2026 € 500 miljoen uit voor luchtverdediging."),
    ("AMENDEMENT VAN HET LID BOSWIJK", "Het kabinet trekt in 2026 € 40 miljoen uit voor munitie."),
    ("VERSLAG VAN EEN COMMISSIEDEBAT", "De heer Paternotte (D66): Nederland trekt in 2026 € 500 miljoen uit voor munitie."),
    ("VERSLAG VAN EEN COMMISSIEDEBAT", "Nederland trekt in 2026 € 500 miljoen uit voor munitie."),
    ("LIJST VAN VRAGEN EN ANTWOORDEN", "Nederland trekt in 2026 € 500 miljoen uit voor munitie."),
]  # fmt: skip


@pytest.mark.parametrize("said", NOT_DECIDED)
def test_what_is_not_decided_is_never_certain(said):
    assert certain_of(said) == []


@pytest.mark.parametrize("said", ANOTHER_GIVES)
def test_what_another_gives_is_never_certain(said):
    assert certain_of(said) == []


@pytest.mark.parametrize("said", NOT_FOR_UKRAINE)
def test_what_is_for_another_country_or_for_the_netherlands_is_never_certain(said):
    assert certain_of(said) == []


@pytest.mark.parametrize("said", TOLD_BEFORE)
def test_what_may_have_been_told_before_is_never_certain(said):
    assert certain_of(said) == []


@pytest.mark.parametrize("said", MORE_THAN_ONCE)
def test_what_may_be_given_more_than_once_or_in_years_without_an_end_is_never_certain(said):
    assert certain_of(said) == []


@pytest.mark.parametrize("said", SPLIT)
def test_an_amount_that_is_written_in_pieces_is_never_certain(said):
    assert certain_of(said) == []


@pytest.mark.parametrize("said", WHOLE_AND_PART)
def test_a_whole_and_what_may_be_its_parts_are_never_certain_unless_these_make_it(said):
    assert certain_of(said) == []


@pytest.mark.parametrize("said", NOT_THE_SAME_AGAIN)
def test_what_comes_on_top_changes_or_is_for_something_else_is_never_certain_as_a_repeat(said):
    assert certain_of(said) == []


@pytest.mark.parametrize("said", SECOND_IS_NOT_THE_FIRST)
def test_the_same_amount_further_on_is_never_certain_as_a_repeat_where_it_may_be_a_second(said):
    assert certain_of(f"{AMMUNITION} {said}")[1:] == []


@pytest.mark.parametrize(("paper", "said"), PAPERS)
def test_what_is_no_letter_of_the_cabinet_has_nothing_certain(paper, said):
    assert certain_of(said, paper) == []
