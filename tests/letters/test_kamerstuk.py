from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters.kamerstuk import KamerstukId, NotAKamerstuk, parse_dossier, parse_kamerstuk, print_dossier

fives = st.integers(min_value=10_000, max_value=99_999).map(str).filter(lambda five: five != "21501")
suffixes = st.from_regex(r"[0-9]{2}|[IVX]{1,4}[A-Z]?|[A-Z]", fullmatch=True)
dossiers = fives | st.builds("{}-{}".format, fives, suffixes)
ids = st.builds(KamerstukId, dossiers, st.integers(min_value=1, max_value=99_999))


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
    with pytest.raises(NotAKamerstuk, match=r"‘36045’, nr\. 100000 is geen Kamerstuk, zoals 36 045"):
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


@given(ids)
def test_every_printed_form_is_read_back(kamerstuk):
    printed = (kamerstuk.printed, f"Kamerstuk {kamerstuk.printed}", kamerstuk.slug, kamerstuk.url)
    assert [parse_kamerstuk(form) for form in printed] == [kamerstuk] * 4


@given(dossiers)
def test_every_printed_dossier_is_read_back(dossier):
    assert (parse_dossier(print_dossier(dossier)), parse_dossier(dossier)) == (dossier, dossier)


@given(st.text())
def test_no_text_does_anything_but_parse_or_be_refused(text):
    with suppress(NotAKamerstuk):
        parse_kamerstuk(text)
