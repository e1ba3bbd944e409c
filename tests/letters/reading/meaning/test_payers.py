"""Who pays, by the words around an amount: the Netherlands, or others."""

import datetime

import pytest

from letters.reading.amounts.mentions import read_amounts
from letters.reading.meaning.payers import names_others

DATE = datetime.date(2025, 3, 3)
OURS, THEIRS = "netherlands", "other"


def payers_of(sentence):
    return [mention.payer.value for mention in read_amounts(sentence, DATE)]


@pytest.mark.parametrize(
    ("sentence", "payers"),
    [
        ("Zweden legt € 350 miljoen in, Denemarken € 120 miljoen en Nederland € 240 miljoen.", [THEIRS, THEIRS, OURS]),
        ("UNICEF krijgt € 4 miljoen voor verwarming van scholen.", [OURS]),
        ("Nederland draagt € 3 miljoen bij aan het Fonds van de Raad van Europa.", [OURS]),
        ("Voor de training in het Verenigd Koninkrijk reserveert Nederland € 8 miljoen.", [OURS]),
        ("Nederland steunt met € 5 miljoen het land dat werd aangevallen door Rusland.", [OURS]),
        ("Het EU-steunpakket is een pakket van 45 miljard euro.", [THEIRS]),
        ("Via het fonds dragen zeven landen samen € 1,3 miljard bij.", [THEIRS]),
        ("Nederland geeft € 6 miljoen aan zeven landen.", [OURS]),
        ("Er wordt € 2,3 miljard aan Europese garanties ingezet.", [THEIRS]),
        ("Nederlandse bedrijven investeerden € 140 miljoen in Oekraïne.", [THEIRS]),
        ("Voor Nederlandse bedrijven is € 14 miljoen beschikbaar.", [OURS]),
        ("De Oekraïense regering trekt € 1,4 miljard uit.", [THEIRS]),
        ("Het Mensenrechtenfonds geeft € 2 miljoen.", [OURS]),
    ],
)
def test_who_pays_is_who_does_it_and_not_who_receives_or_where_it_is(sentence, payers):
    assert payers_of(sentence) == payers


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("een bijdrage van Zweden", True),
        ("via de Wereldbank", True),
        ("voor herstel in Oekraïne", False),
        ("voor munitie", False),
    ],
)
def test_a_text_names_others_where_it_has_a_country_a_bank_or_a_fund_besides_ukraine(text, is_named):
    assert names_others(text) == is_named
