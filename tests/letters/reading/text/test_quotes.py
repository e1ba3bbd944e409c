import re
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters.reading.text import quotes
from letters.reading.text.quotes import NormalisedText, amount_stands_in, find_quote, text_fragment_url
from tests import LETTERS, growth

PAGE = "https://zoek.officielebekendmakingen.nl/kst-36045-171.html"

# After digits these make a number of what was a footnote mark: "geven1 miljoen".
NUMBERED = re.compile(r"(?:miljoen|miljard|biljoen|duizend)(?:en)?|euro|dollars?|procent")
words = st.text(alphabet="abcdefghijklmnopqrstuvwxyzïë", min_size=4, max_size=10).filter(
    lambda word: not NUMBERED.fullmatch(word)
)


def found(text, quote, start=0):
    span = find_quote(text, quote, start)
    return span and text[slice(*span)]


@pytest.mark.parametrize(
    ("text", "quote", "place"),
    [
        ("onze bondge-\nnoten, is", "onze bondgenoten", "onze bondge-\nnoten"),
        ("de defensie-\nindustrie moet", "defensie-industrie", "defensie-\nindustrie"),
        ("een terug- en vooruitblik", "terug-\nen vooruitblik", "terug- en vooruitblik"),
        ("de terug- en blik", "de terug-", "de terug"),
        ("in 2024-\n2026 extra", "in 2024-2026", "in 2024-\n2026"),
        ("bond\u00ad\ngenoten en", "bondgenoten", "bond\u00ad\ngenoten"),
        ("de EUR\n2 \u00a0miljard, die", "EUR 2 miljard", "EUR\n2 \u00a0miljard"),
        ("G7 verklaring1 heeft", "G7 verklaring heeft", "G7 verklaring1 heeft"),
        ("G7 verklaring heeft", "G7 verklaring1 heeft", "G7 verklaring heeft"),
        ("gereser-\nveerd.3 In dat", "gereserveerd. In", "gereser-\nveerd.3 In"),
        ("circa EUR 1 miljard.5 In de", "circa EUR 1 miljard", "circa EUR 1 miljard"),
        ("in december 2022.3 Het kabinet", "in december 2022. Het", "in december 2022.3 Het"),
        ("eigenbelang<sup>1</sup>. Ook", "eigenbelang. Ook", "eigenbelang<sup>1</sup>. Ook"),
        ("eigendommen.² Herstel", "eigendommen.2 Herstel", "eigendommen.² Herstel"),
        ("een **Defence _Pledge_** in", "Defence Pledge in", "Defence _Pledge_** in"),
        ("Zelensky’s «plan» – nu", 'Zelensky\'s "plan" - nu', "Zelensky’s «plan» – nu"),
        ("Oekrai\u0308ense \ufb01nanciën", "Oekraïense financiën", "Oekrai\u0308ense \ufb01nanciën"),
    ],
)
def test_a_difference_of_the_export_is_no_difference(text, quote, place):
    assert found(text, quote) == place


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("EUR 2,51 miljard", "EUR 2,5 miljard"),
        ("EUR 110 miljoen", "10 miljoen"),
        ("EUR 110 miljoen", "EUR 10 miljoen"),
        ("EUR 2,5 miljard", "5 miljard"),
        ("EUR 2,5 miljard", "EUR 2"),
        ("€ 2.500.000", "€ 2.500"),
        ("€ 2.500.000", "500.000"),
        ("EUR 1\u200b10 miljoen", "10 miljoen"),
        ("EUR25 miljoen", "EUR miljoen"),
        ("ter waarde van25 miljoen", "van miljoen"),
        ("ter waarde van1 euro", "van euro"),
        ("met de helft1 procent", "helft procent"),
        ("Kamerstuk nr.134 en", "nr.135 en"),
        ("miljarden euro", "miljard"),
        ("het kabinet", "Het kabinet"),
        ("het kabinet", ""),
        ("", "het kabinet"),
        ("het kabinet", " * "),
    ],
)
def test_another_amount_or_another_word_is_not_the_quote(text, quote):
    assert find_quote(text, quote) is None


def test_the_first_place_from_the_start_is_given():
    text = "EUR 2 miljard en EUR\n2 miljard"
    assert [find_quote(text, "EUR 2 miljard", start) for start in (0, 1, 18)] == [(0, 13), (17, 30), None]


def test_an_amount_stands_in_its_quote_only_as_a_whole():
    quote = "waarmee EUR 1,24 mld die in 2022 7,2 miljard, €25 mln. en circa EUR 1 miljard.5 nodig is"
    amounts = ("EUR 1,24 mld", "7,2 miljard", "€25 mln.", "EUR 1 miljard", "EUR 1,2", "2 miljard", "24 mld")
    assert [amount_stands_in(quote, amount) for amount in amounts] == [True, True, True, True, False, False, False]


@given(st.lists(words, min_size=3, max_size=30), st.data())
def test_a_quote_is_found_whatever_the_line_breaks_and_footnote_marks(text_words, data):
    start = data.draw(st.integers(0, len(text_words) - 1))
    end = data.draw(st.integers(start + 1, len(text_words)))
    gaps = st.sampled_from([" ", "\n", " \n", "\u00a0", "1 ", ".23 ", "** ", "<sup>4</sup> "])
    mangled = []
    for word in text_words:
        broken = data.draw(st.booleans())
        mangled.append((f"{word[:2]}-\n{word[2:]}" if broken else word) + data.draw(gaps))
    text = "".join(mangled)
    quote = " ".join(word + ("." if ".23" in gap else "") for word, gap in zip(text_words, mangled, strict=True))
    quote = " ".join(quote.split(" ")[start:end])
    span = find_quote(text, quote)
    assert span is not None
    assert NormalisedText.of(text[slice(*span)]).normal == NormalisedText.of(quote).normal


@given(st.text(), st.text())
def test_no_text_and_no_quote_raise(text, quote):
    span = find_quote(text, quote)
    assert span is None or 0 <= span[0] < span[1] <= len(text)


@pytest.mark.parametrize("piece", ["-", "a-\n", "<sup>", "a.1", " \n"])
def test_a_mangled_text_takes_no_more_than_linear_time(piece):
    assert growth.is_linear(lambda text: find_quote(text, "a-\n" * 20 + "b"), growth.of(piece))


@pytest.mark.skipif(not LETTERS.is_dir(), reason="the letters' full texts are not beside the project")
def test_every_line_of_the_letters_is_found_in_its_letter():
    missing = []
    for path in sorted(LETTERS.glob("*.txt")):
        text = path.read_text()
        letter = NormalisedText.of(text)
        lines = [line for line in text.splitlines() if NormalisedText.of(line).normal.strip(" -")]
        missing += [(path.name, line) for line in lines if letter.find(line) is None]
    assert missing == []


@pytest.mark.skipif(not LETTERS.is_dir(), reason="the letters' full texts are not beside the project")
@pytest.mark.parametrize(
    ("name", "quote"),
    [
        ("000", "€4 miljard extra uitgetrokken voor militaire steun"),
        ("001", "voor 2.023 EUR 2,5 mld gereserveerd. In dat kader"),
        ("001", "met een waarde van circa EUR 1 miljard. In"),
        ("001", "EUR 2,5 miljard zal komend jaar gealloceerd worden"),
        ("003", "EUR 25 miljoen in 2025 en EUR 41 miljoen in 2026"),
        ("004", "meer dan 400 miljoen dollar aan militaire steun"),
    ],
)
def test_quotes_of_the_ledger_are_found_in_the_letters(name, quote):
    (path,) = LETTERS.glob(f"{name}_*.txt")
    assert find_quote(path.read_text(), quote) is not None


@pytest.mark.parametrize(
    ("quote", "directive"),
    [
        ("EUR 2,5 miljard", "EUR%202%2C5%20miljard"),
        ("niet-\nmilitaire steun & EPF-geld", "nietmilitaire%20steun%20%26%20EPF%2Dgeld"),
        ("een **vaste** bijdrage<sup>1</sup>", "een%20vaste%20bijdrage1"),
        (
            "EUR 102 miljoen voor humanitaire steun en steun voor\nherstel en wederopbouw",
            "EUR%20102%20miljoen%20voor,voor%20herstel%20en%20wederopbouw",
        ),
    ],
)
def test_a_text_fragment_escapes_its_own_signs_and_shortens_a_long_quote(quote, directive):
    assert text_fragment_url(PAGE, quote) == f"{PAGE}#:~:text={directive}"


def test_a_text_fragment_keeps_an_anchor_and_an_empty_quote_adds_nothing():
    assert [text_fragment_url(f"{PAGE}#p1", "steun"), text_fragment_url(PAGE, " ")] == [
        f"{PAGE}#p1:~:text=steun",
        PAGE,
    ]


PIECES = st.sampled_from(
    ["a", "Kamer", "b.", "c)", "'", "-", " ", "  ", "\n", "1", "20", "2022", "2.023", "2022.3", "12,5", "³", "<sup>2</sup>", "*",
     "€", "\u00a0", "\u00ad", "ﬁ", "%", " mln", " A", "é", "EUR"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
def test_many_signs_at_once_are_made_ready_as_one_by_one(text):
    one_by_one = re.compile(quotes.TOKEN.pattern.replace(f"(?:[ ]{quotes._WORD})*|{quotes._FIGURE}", ""), re.DOTALL)
    assert one_by_one.pattern != quotes.TOKEN.pattern
    with mock.patch.object(quotes, "TOKEN", one_by_one):
        expected = NormalisedText.made_of(text)
    assert NormalisedText.made_of(text) == expected == NormalisedText.of(text)
