from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters.kamerstuk import KamerstukId
from letters.reading.letterhead.citations import Citation, read_citations
from tests import LETTERS, growth

SITE = "https://zoek.officielebekendmakingen.nl/"


def slugs(text):
    return [citation.slug for citation in read_citations(text)]


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Kamerstuk 36 045, nr. 134", ["kst-36045-134"]),
        ("(Kamerstuk, 36 045, nr. 100)", ["kst-36045-100"]),
        ("Kamerstukken II 2022/23, 36 045, nr. 151", ["kst-36045-151"]),
        ("Kamerstukken II, vergaderjaar 2022–2023, 36 045, nr. 12", ["kst-36045-12"]),
        ("Kamerstuk 21 501-20-2189", ["kst-21501-20-2189"]),
        ("zie 21501-32-1740 over vis", ["kst-21501-32-1740"]),
        ("Kamerstuk 28 676-425", ["kst-28676-425"]),
        ("Kamerstuknummer 36045-134", ["kst-36045-134"]),
        ("Kamerstuk nr. 36 045-12", ["kst-36045-12"]),
        ("TK 36 045 nr. 12", ["kst-36045-12"]),
        ("Kamerstuk 36 200 V, nr. 54", ["kst-36200-V-54"]),
        ("Kamerstuk 36 200-V-37", ["kst-36200-V-37"]),
        ("Kamerstuk 22112, nummer 3919", ["kst-22112-3919"]),
        ("(Kamerbrief 21501-20 nr. 2019/p.4", ["kst-21501-20-2019"]),
        ("zie kst-36045-171 en kst-36200-V-37", ["kst-36045-171", "kst-36200-V-37"]),
        (f"{SITE}kst-36045-171.html", ["kst-36045-171"]),
        ("36 045, nrs. 12 en 14", ["kst-36045-12", "kst-36045-14"]),
        ("36 045, nrs. 12, 14 en 16", ["kst-36045-12", "kst-36045-14", "kst-36045-16"]),
        ("36 045, nrs. 12-14", ["kst-36045-12", "kst-36045-13", "kst-36045-14"]),
        ("36 045, nrs. 12 t/m 14", ["kst-36045-12", "kst-36045-13", "kst-36045-14"]),
        ("36 045, nr. 12 en nr. 14", ["kst-36045-12", "kst-36045-14"]),
        ("36 045, nrs. 12 en 14 maart was", ["kst-36045-12"]),
        ("Kamerstuk 36 045, nr. 134 en 21 501-20, nr. 1999", ["kst-36045-134", "kst-21501-20-1999"]),
        ("36 045, nrs. 5, 6 en 21 501-20, nr. 3", ["kst-36045-5", "kst-36045-6", "kst-21501-20-3"]),
        ("(Kamer-\nstukken 22 054 en 36 045, nr. 377.)", ["kst-22054-377"]),
        ("Kamer-\nstuk 36\n045,\nnr.\n12", ["kst-36045-12"]),
        ("Kamerstuk 21 501-\n02, nr. 5", ["kst-21501-02-5"]),
        ("**Kamerstuk** 36\u00a0045, nr. 12<sup>3</sup>", ["kst-36045-12"]),
        ("36 045, nr. 134 en 135", ["kst-36045-134", "kst-36045-135"]),
        ("36 045, nr. 134 en 135, waarin", ["kst-36045-134", "kst-36045-135"]),
        ("(36 045, nr. 134, 135 en 140).", ["kst-36045-134", "kst-36045-135", "kst-36045-140"]),
        ("21 501-20, nr. 2018 en 2019.", ["kst-21501-20-2018", "kst-21501-20-2019"]),
        ("36 045, nr. 134 en 12 miljoen euro", ["kst-36045-134"]),
        ("36 045, nr. 134 en 12 april", ["kst-36045-134"]),
        ("36 045, nr. 134, 2023.", ["kst-36045-134"]),
        ("36 045, nr. 134 en 140,5 miljoen", ["kst-36045-134"]),
        ("36 045, nr. 134 en 21 501-20, nr. 5", ["kst-36045-134", "kst-21501-20-5"]),
        ("Kamerstuk 36 880, nr. 1, met de toelichting onder nr. 2", ["kst-36880-1", "kst-36880-2"]),
        ("Kamerstuk 36 880, nr. 1. De lijst staat onder nr. 7", ["kst-36880-1"]),
        ("Kamerstukken 36 045, nr. 5, 28 676, nr. 12 en 29 521, nr. 7", ["kst-36045-5", "kst-28676-12", "kst-29521-7"]),
        ("Kamerstuk 21 501-02, nr. 2900, bijlage 2", ["kst-21501-02-2900"]),
        ("Kamerstuk 36045 nr.150", ["kst-36045-150"]),
        ("Kamerstuk 36 045, nr. 161 (herdruk) d.d. 3 mei", ["kst-36045-161"]),
        ("Aanhangsel Handelingen II 2023/24, nr. 1234", ["ah-tk-20232024-1234"]),
        ("2023Z12345", ["kv-tk-2023Z12345"]),
        ("Aanhangsel Handelingen, vergaderjaar 2022–2023, nr. 1234", ["ah-tk-20222023-1234"]),
        ("Stcrt. 2022, 12345 en Stb. 2023, nr. 7", ["stcrt-2022-12345", "stb-2023-7"]),
    ],
)
def test_every_printed_form_is_read(text, cited):
    assert slugs(text) == cited


@pytest.mark.parametrize(
    "text",
    [
        "",
        "COM(2022) 597, (EU) 2023/1077 en 2022/0041",
        "Handelingen II 2022/23, nr. 55",
        "Kamerstuk 21 501, nr. 5",
        "Kamerstuk 36 045, nr. 0",
        "circa 30 000 militairen, nr. 5 van de lijst",
        "2515 XP Den Haag, 070-3484 848",
        "deze motie, de motie over steun en de motie van de oppositie",
        "12-14 februari, 36-45",
        "Kamerstukken I 2023/24, 36 045, C",
        "de lijst staat onder nr. 7",
        "nr. 171 (36 045)",
    ],
)
def test_what_is_no_publication_of_the_kamer_is_left_alone(text):
    assert read_citations(text) == ()


def test_a_citation_has_its_place_its_parts_and_its_address():
    text = "zoals gemeld (Kamerstuk\n36 200 V, nr. 54)."
    assert read_citations(text) == (
        Citation(
            start=14,
            end=40,
            as_written="Kamerstuk 36 200 V, nr. 54",
            slug="kst-36200-V-54",
            dossier="36200-V",
            number=54,
            kind="kamerstuk",
            url=f"{SITE}kst-36200-V-54.html",
        ),
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("de motie van het lid Piri c.s. (Kamerstuk 21 501-02, nr. 2500)", [("kst-21501-02-2500", "Piri c.s.")]),
        (
            "Motie van de leden Van der Lee en Agnes Mulder over het vergroten van de steun, 19 januari "
            "2023(Kamerstuk 36 045, nr. 5).",
            [("kst-36045-5", "Van der Lee en Agnes Mulder")],
        ),
        ("motie van de leden Piri en\nvan der Lee (36 045, nr. 5)", [("kst-36045-5", "Piri en van der Lee")]),
        ("de motie-Sjoerdsma en de motie Dassen", [("", "Sjoerdsma"), ("", "Dassen")]),
        ("de motie Dassen. Het kabinet (Kamerstuk 36 045, nr. 5)", [("", "Dassen"), ("kst-36045-5", "")]),
        (
            "de motie Dassen, de motie Piri (36 045, nr. 5)",
            [("", "Dassen"), ("kst-36045-5", "Piri")],
        ),
        (
            "de motie Timmermans-Yeşilgöz³, zal\n\n² Kamerstuk 36 600 V, nr. 63\n\n³ Kamerstuk 36 045, nr. 191.",
            [
                ("kst-36600-V-63", ""),
                ("kst-36045-191", "Timmermans-Yeşilgöz"),
                ("kst-36045-191", "Timmermans-Yeşilgöz"),
            ],
        ),
        (
            "motie van het lid Piri c.s.<sup>1</sup>, zet\n\n<sup>1</sup> Kamerstuk 21 501-02, nr. 2433.",
            [("kst-21501-02-2433", "Piri c.s."), ("kst-21501-02-2433", "Piri c.s.")],
        ),
        (
            "motie van de leden Piri en Agnes Mulder23 gaat\n\n23 Kamerstuk 36 200 V, nr. 25.\n",
            [("kst-36200-V-25", "Piri en Agnes Mulder"), ("kst-36200-V-25", "Piri en Agnes Mulder")],
        ),
        (
            "de motie van het lid Piri over de druk.³ In de Raad\n\n³ Kamerstuk 36 045, nr. 5.",
            [("kst-36045-5", "Piri"), ("kst-36045-5", "Piri")],
        ),
        (
            "de motie van het lid Piri d.d. 3 mei 2022.21 In\n\n21 Motie van het lid Piri c.s. over hulp (36 045, nr. 5)",
            [("kst-36045-5", "Piri"), ("kst-36045-5", "Piri c.s.")],
        ),
        (
            "de gewijzigde motie van de leden Piri en Dassen over sancties12 wordt\n\n12 Zie Kamerstuk 36 045, nr. 8",
            [("kst-36045-8", "Piri en Dassen"), ("kst-36045-8", "Piri en Dassen")],
        ),
        (
            "1 Zie de motie-Piri over een overzicht.\n\n2 Kamerstuk 36 045, nr. 9.",
            [("", "Piri"), ("kst-36045-9", "")],
        ),
        (
            "de motie Piri (36 045, nr. 7)² en de motie Dobbe³.\n\n² Zie bijlage.\n³ Kamerstuk 36 045, nr. 9",
            [("kst-36045-7", "Piri"), ("kst-36045-9", "Dobbe"), ("kst-36045-9", "Dobbe")],
        ),
        (
            "de motie Dassen, waarover ik u bij brief van 3 mei (36 045, nr. 5) schreef",
            [("", "Dassen"), ("kst-36045-5", "")],
        ),
        (
            "de moties van de leden Piri en Dassen (36 045, nrs. 5 en 6)",
            [("kst-36045-5", "Piri en Dassen"), ("kst-36045-6", "Piri en Dassen")],
        ),
        ("de motie-Piri/Dassen (36 045, nr. 5)", [("kst-36045-5", "Piri/Dassen")]),
        (
            "(motie van de leden Piri en Dassen, Kamerstuk 36 045, nr. 5)",
            [("kst-36045-5", "Piri en Dassen")],
        ),
        ("motie van Kamerlid Boswijk (36 045, nr. 7)", [("kst-36045-7", "Boswijk")]),
    ],
)
def test_a_motie_has_its_movers_and_the_number_that_goes_with_it(text, found):
    citations = read_citations(text)
    assert [(citation.slug, citation.what) for citation in citations] == found
    assert all((citation.kind == "motie") == bool(citation.what) for citation in citations)
    assert all(bool(citation.slug) == bool(citation.url) for citation in citations)


@pytest.mark.parametrize(
    "text",
    [
        "Kamerstuk 36 045, nr. 171\n\nDen Haag, 12 april 2024\n\nZie Kamerstuk 36 045, nr. 3.",
        "Zie Kamerstuk 36 045, nr. 3.\n\nkst-36045-171\nISSN 0921 - 7371\n"
        "’s-Gravenhage 2023    Tweede Kamer, vergaderjaar 2023–2024, 36 045, nr. 171    1\n",
        "Nr. 171  BRIEF VAN DE MINISTER VAN DEFENSIE\n\nZie Kamerstuk 36 045, nr. 3.\n"
        "Tweede Kamer, vergaderjaar 2023–2024, 36 045, nr. 171    2\n",
    ],
)
def test_a_letters_own_number_is_no_citation(text):
    assert slugs(text) == ["kst-36045-3"]


@pytest.mark.skipif(not LETTERS.is_dir(), reason="the letters' full texts are not beside the project")
def test_every_kamerstuk_with_a_number_in_the_five_letters_is_read():
    counts = {}
    for path in sorted(LETTERS.glob("*.txt")):
        found = Counter(citation.kind for citation in read_citations(path.read_text(encoding="utf-8")))
        counts[path.name[:3]] = dict(sorted(found.items()))
    assert counts == {  # counted by hand
        "000": {"kamerstuk": 4, "motie": 1},
        "001": {"kamerstuk": 23, "motie": 9},
        "002": {"kamerstuk": 5, "motie": 2},
        "003": {"kamerstuk": 3, "motie": 8},
        "004": {"kamerstuk": 6, "motie": 5},
    }


fives = st.integers(min_value=22_000, max_value=99_999).map(str)
suffixes = st.sampled_from(["", "-20", "-02", "-V", "-IXB"])
ids = st.builds(
    lambda five, suffix, number: KamerstukId(five + suffix, number), fives, suffixes, st.integers(1, 99_999)
)


@given(
    st.lists(ids, min_size=1, max_size=6),
    st.sampled_from(["Kamerstuk {}", "(Kamerstukken II 2022/23, {})", "{}", "zie {};"]),
)
def test_every_kamerstuk_is_found_as_it_is_printed(wanted, form):
    assert slugs(" voor de oorlog\n".join(form.format(kamerstuk) for kamerstuk in wanted)) == [
        row.slug for row in wanted
    ]


pieces = st.sampled_from(
    [
        "Kamerstuk ",
        "36 045",
        ", ",
        "nr. ",
        "nrs. ",
        "12",
        " en ",
        "-",
        "motie ",
        "van het lid ",
        "Piri",
        "\n1 ",
        "<sup>1</sup>",
        "21 501-20",
    ]
)


@given(st.text() | st.lists(pieces).map("".join))
def test_no_text_raises_and_every_place_lies_in_the_text(text):
    for citation in read_citations(text):
        assert 0 <= citation.start < citation.end <= len(text)


@pytest.mark.parametrize(
    "piece",
    [
        "Kamerstuk ",
        "36 045, nrs. 1, ",
        "1, 2 en ",
        "motie van het lid Piri ",
        "motie Piri1 en\n1 Kamerstuk ",
        "moties Aa, Bb ",
        "Tweede Kamer, vergaderjaar 2023–2024, 36 045, nr. 201\n",
        "36 045, nr. 1 onder nr. 2 ",
        " ",
        "\n",
        "(",
        "9",
    ],
)
def test_a_strange_text_takes_no_more_than_linear_time(piece):
    assert growth.is_linear(read_citations, growth.of(piece))


@pytest.mark.parametrize("slug", ["kst-1259252", "blg-1253259"])
def test_a_paper_without_a_number_of_its_own_is_cited_by_its_id(slug):
    (cited,) = read_citations(f"Zie de bijlage ({slug}) bij deze brief.")
    assert (cited.slug, cited.number, cited.url) == (slug, None, f"https://zoek.officielebekendmakingen.nl/{slug}.html")
