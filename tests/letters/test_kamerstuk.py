import re
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters.kamerstuk import (
    KamerstukId,
    LetteredId,
    LooseId,
    NotAKamerstuk,
    parse_dossier,
    parse_kamerstuk,
    parse_paper,
    print_dossier,
)

fives = st.integers(min_value=10_000, max_value=99_999).map(str).filter(lambda five: five != "21501")
suffixes = st.from_regex(r"[0-9]{2}|[IVX]{1,4}[A-Z]?|[A-Z]|R[0-9]{3,4}", fullmatch=True)
dossiers = fives | st.builds("{}-{}".format, fives, suffixes)
editions = st.sampled_from(["", "", "h", *(f"{sign}{at}" for sign in "nb" for at in range(1, 10))])
ids = st.builds(KamerstukId, dossiers, st.integers(min_value=1, max_value=99_999), editions)
lettered = st.builds(LetteredId, dossiers, st.from_regex("[A-Z]{1,3}", fullmatch=True))
loose = st.builds(
    LooseId,
    st.from_regex(
        r"(kst|blg)-[0-9]{7}|ah-tk-[0-9]{8}-[0-9]{1,4}|h-tk-[0-9]{8}-[0-9]{1,3}-[0-9]{1,3}|20[0-9]{2}[DZ][0-9]{5}",
        fullmatch=True,
    ),
)


@pytest.mark.parametrize(
    ("written", "dossier", "number"),
    [
        ("36 045, nr. 171", "36045", 171),
        ("36\u00a0045,\nnr.\u202f171", "36045", 171),
        ("36045 nr 171", "36045", 171),
        ("36.045, nr. 171", "36045", 171),
        ("21 501-20, nr. 2189", "21501-20", 2189),
        ("21 501‑20, nr. 2189", "21501-20", 2189),
        ("21501-02, nr. 3064", "21501-02", 3064),
        ("21501-20 nr. 2019", "21501-20", 2019),
        ("36 200 V, nr. 37", "36200-V", 37),
        ("36 200 \nV, nr. 29", "36200-V", 29),
        ("36 200 VIII, nr. 3", "36200-VIII", 3),
        ("36 200-IXB, nr. 3", "36200-IXB", 3),
        ("36 410 B, nr. 3", "36410-B", 3),
        ("22112, nummer 3919", "22112", 3919),
        ("28676, nr. 440", "28676", 440),
        ("Kamerstuk 36 045, nr. 134.", "36045", 134),
        ("Kamerstuk, 36 045, nr. 100", "36045", 100),
        ("(Kamerstuk 36 045, nr. 136.)", "36045", 136),
        ("Kamerbrief 21 501-20 nr. 2019", "21501-20", 2019),
        ("Kamerstukken II 2023/24, 36 045, nr. 171", "36045", 171),
        ("kst-36045-171", "36045", 171),
        ("kst-36045-77", "36045", 77),
        ("kst-36200-V-37", "36200-V", 37),
        ("KST-36200-v-37", "36200-V", 37),
        ("https://zoek.officielebekendmakingen.nl/kst-21501-20-2189.html", "21501-20", 2189),
        ("zoek.officielebekendmakingen.nl/dossier/36045/kst-36045-171.pdf?x=1#:~:text=a/b", "36045", 171),
    ],
)
def test_every_written_form_gives_the_same_id(written, dossier, number):
    assert parse_kamerstuk(written) == KamerstukId(dossier, number)


@pytest.mark.parametrize(
    ("written", "dossier", "number"),
    [
        ("28 676-425", "28676", 425),
        ("28 676-25", "28676", 25),
        ("21501-20-2189", "21501-20", 2189),
        ("36 200-V-37", "36200-V", 37),
    ],
)
def test_without_nr_the_last_part_is_the_number(written, dossier, number):
    assert parse_kamerstuk(written) == KamerstukId(dossier, number)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("", "geen Kamerstuknummer"),
        ("36 045", "geen Kamerstuknummer"),
        ("36 200 V", "geen Kamerstuknummer"),
        ("36 045, nr. 0", "geen Kamerstuk"),
        ("22 054 en 36 045, nr. 377", "geen Kamerstuknummer"),
        ("BZDOC-151675943-16", "geen Kamerstuknummer"),
        ("https://example.org/kst-36045-171.html", "geen Kamerstuknummer"),
        ("21 501-20", "heeft altijd een volgnummer"),
    ],
)
def test_what_is_no_kamerstuk_is_refused_with_what_to_type_instead(written, message):
    with pytest.raises(NotAKamerstuk, match=message):
        parse_kamerstuk(written)


@pytest.mark.parametrize(
    ("act", "written", "message"),
    [
        (
            parse_kamerstuk,
            "36 045",
            "‘36 045’ is geen Kamerstuknummer. Schrijf bijvoorbeeld 36 045, nr. 171 of kst-36045-171.",
        ),
        (parse_dossier, "brief", "‘brief’ is geen dossier. Schrijf bijvoorbeeld 36 045, 21 501-20 of 36 200 V."),
        (
            parse_dossier,
            "21 501",
            "Dossier 21 501 heeft altijd een volgnummer. Schrijf bijvoorbeeld 21 501-20, nr. 2189.",
        ),
    ],
)
def test_a_refusal_names_what_was_typed_and_gives_an_example(act, written, message):
    with pytest.raises(NotAKamerstuk) as refused:
        act(written)
    assert str(refused.value) == message


def test_a_budget_chapter_may_be_typed_in_small_letters():
    assert (parse_dossier("36 200 v"), parse_dossier("36200-ixb")) == ("36200-V", "36200-IXB")


def test_a_number_has_at_most_five_digits():
    assert KamerstukId("36045", 99_999).slug == "kst-36045-99999"
    with pytest.raises(NotAKamerstuk, match=r"‘36045’, nr\. 100000 is geen Kamerstuk, zoals 36 045, nr\. 171\."):
        KamerstukId("36045", 100_000)


@pytest.mark.parametrize("dossier", ["36 045", "36045-v", "36045-171", "", "21501"])
def test_an_id_holds_a_dossier_only_in_its_stored_form(dossier):
    with pytest.raises(NotAKamerstuk):
        KamerstukId(dossier, 1)


def test_the_printed_forms():
    kamerstuk = KamerstukId("36200-V", 37)
    assert (kamerstuk.printed, str(kamerstuk), kamerstuk.slug, kamerstuk.url) == (
        "36 200 V, nr. 37",
        "36 200 V, nr. 37",
        "kst-36200-V-37",
        "https://zoek.officielebekendmakingen.nl/kst-36200-V-37.html",
    )
    assert [print_dossier(dossier) for dossier in ("36045", "21501-20", "36200-V", "36200-IXB")] == [
        "36 045",
        "21 501-20",
        "36 200 V",
        "36 200 IXB",
    ]


def in_address(paper):
    """The paper as its address tells it: that names no Rijkswet and no herdruk."""
    dossier = re.sub("-R[0-9]+", "", paper.dossier)
    return replace(paper, dossier=dossier, **({"edition": ""} if getattr(paper, "edition", "") == "h" else {}))


@given(ids)
def test_every_printed_form_is_read_back(kamerstuk):
    printed = (kamerstuk.printed, f"Kamerstuk {kamerstuk.printed}", f"({kamerstuk.printed})")
    assert [parse_kamerstuk(form) for form in printed] == [kamerstuk] * 3
    assert [parse_kamerstuk(form) for form in (kamerstuk.slug, kamerstuk.url)] == [in_address(kamerstuk)] * 2


@given(ids | lettered | loose)
def test_what_is_printed_of_any_paper_is_read_as_that_paper(paper):
    assert parse_paper(paper.printed) == paper
    told = paper if isinstance(paper, LooseId) else in_address(paper)
    assert [parse_paper(form) for form in (paper.slug, paper.url or paper.slug)] == [told] * 2


@pytest.mark.parametrize(
    ("written", "paper", "printed", "slug"),
    [
        ("35 932 (R2157), nr. 5", KamerstukId("35932-R2157", 5), "35 932 (R2157), nr. 5", "kst-35932-5"),
        ("36 045, E", LetteredId("36045", "E"), "36 045, E", "kst-36045-E"),
        ("Kamerstukken I 2023/24, 36 045, letter E", LetteredId("36045", "E"), "36 045, E", "kst-36045-E"),
        ("kst-36867-B", LetteredId("36867", "B"), "36 867, B", "kst-36867-B"),
        ("36 600 VII, AB", LetteredId("36600-VII", "AB"), "36 600 VII, AB", "kst-36600-VII-AB"),
        ("kst-36600-VII-A", LetteredId("36600-VII", "A"), "36 600 VII, A", "kst-36600-VII-A"),
        ("kst-36600-VII-171", KamerstukId("36600-VII", 171), "36 600 VII, nr. 171", "kst-36600-VII-171"),
        ("kst-1259252", LooseId("kst-1259252"), "kst-1259252", "kst-1259252"),
        (
            "https://zoek.officielebekendmakingen.nl/blg-1253259.pdf",
            LooseId("blg-1253259"),
            "blg-1253259",
            "blg-1253259",
        ),
        ("2023d16300", LooseId("2023D16300"), "2023D16300", "2023D16300"),
        ("ah-tk-20242025-1244", LooseId("ah-tk-20242025-1244"), "ah-tk-20242025-1244", "ah-tk-20242025-1244"),
        ("36 045, nr. 171 H", KamerstukId("36045", 171, "h"), "36 045, nr. 171 (herdruk)", "kst-36045-171"),
        ("36 045, nr. 171 (erratum)", KamerstukId("36045", 171, "n1"), "36 045, nr. 171 (erratum)", "kst-36045-171-n1"),
        ("kst-36045-171-n2", KamerstukId("36045", 171, "n2"), "36 045, nr. 171 (erratum 2)", "kst-36045-171-n2"),
        ("kst-36045-171-b1", KamerstukId("36045", 171, "b1"), "36 045, nr. 171 (versie)", "kst-36045-171-b1"),
    ],
)
def test_papers_of_every_kind_are_read_kept_and_printed(written, paper, printed, slug):
    assert parse_paper(written) == paper
    assert (str(paper), paper.slug) == (printed, slug)


@pytest.mark.parametrize(
    "written", ["36 600 X", "kst-12592", "2023D1", "36 045, ABCD", "kst-", "36 045, nr. 171 (kopie)"]
)
def test_what_is_no_paper_is_refused(written):
    with pytest.raises(NotAKamerstuk):
        parse_paper(written)


@pytest.mark.parametrize("written", ["35 932 (R2157)", "35 932 R2157", "35932-R2157", "35932-r2157"])
def test_a_rijkswet_has_its_number_behind_that_of_the_dossier(written):
    assert print_dossier(parse_dossier(written)) == "35 932 (R2157)"


@given(dossiers)
def test_every_printed_dossier_is_read_back(dossier):
    assert (parse_dossier(print_dossier(dossier)), parse_dossier(dossier)) == (dossier, dossier)


@given(st.text())
def test_no_text_does_anything_but_parse_or_be_refused(text):
    with suppress(NotAKamerstuk):
        parse_kamerstuk(text)
