import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from letters.reading.letterhead.ministers import KnownMinister, match_minister
from letters.reading.letterhead.signatures import COLLEAGUE, NO_NAME, ONLY_OFFICE, PrintedSignature, read_signatures
from tests import LETTERS, ROOT, growth

FIXTURE = yaml.safe_load((ROOT / "letters" / "fixtures" / "letters.yaml").read_text(encoding="utf-8"))
NUMBERS = {
    "000": "kst-36045-184",
    "001": "kst-36045-151",
    "002": "kst-21501-20-2189",
    "003": "kst-36045-171",
    "004": "kst-28676-384",
}

OLLONGREN = KnownMinister("ollongren", "Kajsa Ollongren", "Ollongren")
BRUINS_SLOT = KnownMinister("bruins-slot", "Hanke Bruins Slot", "Bruins Slot")
SCHREINEMACHER = KnownMinister("schreinemacher", "Liesje Schreinemacher", "Schreinemacher")
YESILGOZ = KnownMinister("yesilgoz-zegerius", "Dilan Yeşilgöz-Zegerius", "Yeşilgöz-Zegerius")
MEULEN = KnownMinister("van-der-meulen", "Piet van der Meulen", "Van der Meulen")
KNOWN = [OLLONGREN, BRUINS_SLOT, SCHREINEMACHER, YESILGOZ, MEULEN]


def rows(model):
    return [row["fields"] for row in FIXTURE if row["model"] == f"letters.{model}"]


def read(text):
    """(office, name, manner) of each signature."""
    return [(row.office, row.name, row.manner) for row in read_signatures(text)]


def signed(name, office="Minister van Defensie"):
    return PrintedSignature(name, office, "ondertekend", 0, 0)


@pytest.mark.skipif(not LETTERS.is_dir(), reason="the letters' full texts are not beside the project")
@pytest.mark.parametrize("name", NUMBERS)
def test_the_signatures_of_the_five_letters_are_those_of_the_ledger(name):
    (path,) = LETTERS.glob(f"{name}_*.txt")
    known = [KnownMinister(row["slug"], row["name"], row["family_name"]) for row in rows("minister")]
    offices = {row["office"]: row["minister"][0] for row in rows("signature")}
    wanted = [row for row in rows("signature") if row["letter"] == [NUMBERS[name]]]
    found = read_signatures(path.read_text(encoding="utf-8"))
    assert [(row.office, row.name, row.manner) for row in found] == [
        (row["office"], row["name_as_printed"], row["manner"]) for row in wanted
    ]
    # Each office has one holder here but that of Buitenlandse Zaken and Defensie, where the name decides.
    assert [match_minister(row, known, offices).slug for row in found] == [row["minister"][0] for row in wanted]


BELOW = """\
Hoogachtend,

De Minister van Defensie,
drs. P. van der Meulen

De Staatssecretaris van Onderwijs, Cultuur en Wetenschap,
prof. dr. A.B. Jansen-De Wit
"""
BESIDE = """\
De minister voor Buitenlandse Handel      De staatssecretaris van
en Ontwikkelingssamenwerking,             Defensie,

Liesje Schreinemacher                     C.A. van der Meulen
"""
NAMES_LAST = """\
De minister van Buitenlandse Zaken,      De minister van Defensie,

Hanke Bruins Slot

drs. K.H. Ollongren
"""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            BELOW,
            [
                ("Minister van Defensie", "drs. P. van der Meulen"),
                ("Staatssecretaris van Onderwijs, Cultuur en Wetenschap", "prof. dr. A.B. Jansen-De Wit"),
            ],
        ),
        (
            BESIDE,
            [
                ("Minister voor Buitenlandse Handel en Ontwikkelingssamenwerking", "Liesje Schreinemacher"),
                ("Staatssecretaris van Defensie", "C.A. van der Meulen"),
            ],
        ),
        (
            NAMES_LAST,
            [
                ("Minister van Buitenlandse Zaken", "Hanke Bruins Slot"),
                ("Minister van Defensie", "drs. K.H. Ollongren"),
            ],
        ),
        (
            "De Minister van Volksgezondheid,\nWelzijn en Sport,\n\nJ. Jansen\n",
            [("Minister van Volksgezondheid, Welzijn en Sport", "J. Jansen")],
        ),
        (
            "De Minister-President,\nMinister van Algemene Zaken,\nJan de Wit",
            [("Minister-President, Minister van Algemene Zaken", "Jan de Wit")],
        ),
        (
            "DE MINISTER VAN DEFENSIE A.I.,\n\n(w.g.)\n\nmr. K.H. OLLONGREN",
            [("Minister van Defensie a.i.", "mr. K.H. OLLONGREN")],
        ),
        ("De minister van Defensie\n\nKajsa Ollongren", [("Minister van Defensie", "Kajsa Ollongren")]),
        ("De Minister van Defensie, K.H. Ollongren\n", [("Minister van Defensie", "K.H. Ollongren")]),
        (
            "**De Minister van Defensie,**  \r\nK.H. Ollongren<sup>1</sup>",
            [("Minister van Defensie", "K.H. Ollongren")],
        ),
        (
            "De Minister van Buitenlandse\nZaken\nHanke Bruins Slot",
            [("Minister van Buitenlandse Zaken", "Hanke Bruins Slot")],
        ),
        (
            "De Minister van Defensie, De Minister van Buitenlandse Zaken,\nR.P. Brekelmans C.C.J. Veldkamp   12",
            [("Minister van Defensie", "R.P. Brekelmans"), ("Minister van Buitenlandse Zaken", "C.C.J. Veldkamp")],
        ),
        (
            "| De minister van Defensie, | De minister van Financiën, |\n|---|---|\n| Kajsa Ollongren | Jan de Wit |",
            [("Minister van Defensie", "Kajsa Ollongren"), ("Minister van Financiën", "Jan de Wit")],
        ),
        ("Tot zover.\n\nDe Minister van Defensie,\n\n", [("Minister van Defensie", "")]),
        (
            "(w.g.)\n\nM.A.M. Jansen\nMinister van Financiën\n\nP. de Wit\nStaatssecretaris van Defensie",
            [("Minister van Financiën", "M.A.M. Jansen"), ("Staatssecretaris van Defensie", "P. de Wit")],
        ),
        ("Hoogachtend,\n\nJan de Wit\nMinister van Defensie\n", [("Minister van Defensie", "Jan de Wit")]),
        ("de staatssecretaris van Defensie,\n\n\nJan de Wit", [("Staatssecretaris van Defensie", "Jan de Wit")]),
        ("de minister-president, Jan de Wit\n", [("Minister-President", "Jan de Wit")]),
        (
            "De minister-president,\nminister van Algemene Zaken,\n\nJan de Wit",
            [("Minister-President, Minister van Algemene Zaken", "Jan de Wit")],
        ),
        (
            "DE MINISTER-PRESIDENT,\nMinister van Algemene Zaken,\n\nJan de Wit",
            [("Minister-President, Minister van Algemene Zaken", "Jan de Wit")],
        ),
        (
            "de minister-president,       de minister van Defensie,\nminister van Algemene Zaken,\n\nJan de Wit    K. Jansen",
            [("Minister-President, Minister van Algemene Zaken", "Jan de Wit"), ("Minister van Defensie", "K. Jansen")],
        ),
        (
            "De minister voor Buitenlandse Handel     De minister van Defensie,\nen Ontwikkelingshulp,\n\nA. Aa   B. Bb",
            [("Minister voor Buitenlandse Handel en Ontwikkelingshulp", "A. Aa"), ("Minister van Defensie", "B. Bb")],
        ),
        (
            "De minister van          De staatssecretaris\nBuitenlandse Zaken,       van Defensie,\n\nA. Aa   B. Bb",
            [("Minister van Buitenlandse Zaken", "A. Aa"), ("Staatssecretaris van Defensie", "B. Bb")],
        ),
        (
            "De Minister van Buitenlandse Zaken,\nC.C.J. Veldkamp De Minister van Defensie,\nR.P. Brekelmans",
            [("Minister van Buitenlandse Zaken", "C.C.J. Veldkamp"), ("Minister van Defensie", "R.P. Brekelmans")],
        ),
        (
            "De minister van Defensie,\nJan de Wit De staatssecretaris van Defensie,\nPiet Jansen",
            [("Minister van Defensie", "Jan de Wit"), ("Staatssecretaris van Defensie", "Piet Jansen")],
        ),
        (
            "De Minister van Buitenlandse Zaken,\nC.C.J. Veldkamp De Minister van Defensie, R.P. Brekelmans",
            [("Minister van Buitenlandse Zaken", "C.C.J. Veldkamp"), ("Minister van Defensie", "R.P. Brekelmans")],
        ),
        (
            "De Minister van Buitenlandse Zaken, C.C.J. Veldkamp De Minister van Defensie, R.P. Brekelmans",
            [("Minister van Buitenlandse Zaken", "C.C.J. Veldkamp"), ("Minister van Defensie", "R.P. Brekelmans")],
        ),
        ("de minister van buitenlandse zaken,\n\nJan de Wit", [("Minister van Buitenlandse Zaken", "Jan de Wit")]),
        ("De minister van Financiën,\n\nAnna A.M. Jansen", [("Minister van Financiën", "Anna A.M. Jansen")]),
        (
            "De Minister van Defensie,\n\n\n\nJan de Wit\n\nPagina 5 van 5",
            [("Minister van Defensie", "Jan de Wit")],
        ),
        (
            "De Minister voor Langduri-\nge Zorg en Sport,\nA. Jansen\n\nDe Minister van Defensie,\nJan de Wit",
            [("Minister voor Langdurige Zorg en Sport", "A. Jansen"), ("Minister van Defensie", "Jan de Wit")],
        ),
    ],
)
def test_offices_and_names_are_read_in_every_arrangement(text, found):
    assert read(text) == [(office, name, "ondertekend") for office, name in found]


def test_a_signature_has_its_place_and_an_office_without_a_name_says_why():
    text = "Slot.\n\nDe Minister van Defensie,\nK.H. Ollongren\n\nDe Minister van Financiën,\n"
    first, second = read_signatures(text)
    assert text[first.start : first.end] == "De Minister van Defensie,\nK.H. Ollongren"
    assert (first.why, second.why) == ("", NO_NAME)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "De fungerend voorzitter van de commissie,\nWilders\n\nDe griffier van de commissie,\nWesterhoff",
        "De adjunct-griffier,\nDe Vries",
        "zo zei\nde Minister van Defensie\nsprak daarna met Kajsa Ollongren",
        "De Minister van Defensie sprak met\nKajsa Ollongren",
        "zoals u weet heeft de\nMinister van Buitenlandse Zaken,\nin Brussel",
        "De Minister van Defensie\n\nIn het debat van 3 mei",
        "Aan\nK. Jansen\nMinister van Buitenlandse Zaken\nPostbus 20061\n\nHierbij",
        "Den Haag\nMinister van Defensie\n\nHierbij stuur ik u dit.",
        "De Minister\nJan de Wit",
        "Nr. 3  BRIEF VAN\nDE MINISTER VAN DEFENSIE\n\nAan de Voorzitter van de Tweede Kamer der Staten-Generaal",
    ],
)
def test_officials_and_running_text_are_no_signatures(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("sentence", "offices"),
    [
        ("Hierbij bied ik u, mede namens de Minister van Defensie, de brief aan.", ["Minister van Defensie"]),
        (
            "Wij sturen, mede namens Minister van Justitie & Veiligheid, uw Kamer dit.",
            ["Minister van Justitie & Veiligheid"],
        ),
        (
            "Mede namens de Minister-President en de Minister voor Klimaat en Groene Groei informeer ik u.",
            ["Minister-President", "Minister voor Klimaat en Groene Groei"],
        ),
        (
            "Ik zend u mede namens de Ministers van Buitenlandse\nZaken, Defensie en voor Ontwikkelingshulp deze brief.",
            ["Minister van Buitenlandse Zaken", "Minister van Defensie", "Minister voor Ontwikkelingshulp"],
        ),
        (
            "Ik stuur u mede namens de staatssecretaris van Defensie en de minister van Financiën dit.",
            ["Staatssecretaris van Defensie", "Minister van Financiën"],
        ),
        (
            "Wij zenden u, mede namens de minister-president, de vicepremier en de minister van Financiën, dit.",
            ["Minister-President", "Minister van Financiën"],
        ),
        (
            "Ik stuur u mede namens de minister van justitie en veiligheid dit.",
            ["Minister van Justitie en Veiligheid"],
        ),
        (
            "Wij sturen u mede namens de ministers van economische zaken en klimaat en van financiën dit.",
            ["Minister van Economische Zaken en Klimaat", "Minister van Financiën"],
        ),
        (
            "Ik stuur u, mede namens de Minister van Landbouw, Visserij, Voedselzekerheid en Natuur en de Staatssecretaris "
            "van Defensie, dit.",
            ["Minister van Landbouw, Visserij, Voedselzekerheid en Natuur", "Staatssecretaris van Defensie"],
        ),
        ("Dit stuur ik u namens de minister van Financiën en mijzelf.", ["Minister van Financiën"]),
        ("Dit stuur ik u namens de minister van Financiën alsook mijzelf.", ["Minister van Financiën"]),
        ("Dit stuur ik u namens mijzelf en de minister van Financiën.", ["Minister van Financiën"]),
        ("Ik stuur u, mede namens de minister van Buitenlandse Zaken (BZ), dit.", ["Minister van Buitenlandse Zaken"]),
        (
            "Ik stuur u, mede namens de Minister voor Lang- \ndurige Zorg en Sport en de Staatssecretaris van Defen-\nsie, dit.",
            ["Minister voor Langdurige Zorg en Sport", "Staatssecretaris van Defensie"],
        ),
    ],
)
def test_on_whose_behalf_too_is_read_where_the_letter_speaks_for_itself(sentence, offices):
    found = read_signatures(f"Geachte voorzitter,\n\n{sentence}\n\nDe oorlog duurt voort.")
    assert [(row.office, row.name, row.manner, row.why) for row in found] == [
        (office, "", "mede-namens", ONLY_OFFICE) for office in offices
    ]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "Ik bied u dit aan, mede namens de Minister van Defensie (K. Jansen) en de Minister van Financiën (A. de Wit).",
            [("Minister van Defensie", "K. Jansen"), ("Minister van Financiën", "A. de Wit")],
        ),
        (
            "Ik stuur u dit namens de minister van Financiën (A. de Wit) en mijzelf.",
            [("Minister van Financiën", "A. de Wit")],
        ),
        (
            "Ik informeer u, mede namens de minister-president, Jan de Wit, en de minister van Defensie, over de top.",
            [("Minister-President", "Jan de Wit"), ("Minister van Defensie", "")],
        ),
    ],
)
def test_a_name_beside_the_office_on_whose_behalf_is_read(sentence, found):
    rows = read_signatures(sentence)
    assert [(row.office, row.name) for row in rows] == found
    assert [bool(row.why) for row in rows] == [not name for _, name in found]


def test_namens_alone_is_no_signature():
    assert read("Ik sprak namens de minister van Financiën met de Minister van Defensie en mijzelf.") == []


def test_an_ambtgenoot_is_taken_for_a_minister_and_said_to_be_a_guess():
    (found,) = read_signatures("Hierbij bied ik u mede namens mijn ambtgenoot van Defensie de brief aan.")
    assert (found.office, found.why) == ("Minister van Defensie", COLLEAGUE)


def test_what_a_minister_did_on_behalf_of_another_is_no_signature():
    text = "Op 3 mei opende de Minister van Defensie mede namens de Minister van Financiën het centrum."
    assert read(text) == []


def test_who_signed_is_not_also_one_on_whose_behalf_it_was_signed():
    text = f"Ik bied u mede namens de Minister van Defensie dit aan.\n\n{BELOW}"
    assert [row for row in read(text) if row[0] == "Minister van Defensie"] == [
        ("Minister van Defensie", "drs. P. van der Meulen", "ondertekend")
    ]


@pytest.mark.parametrize(
    ("printed", "slug", "doubtful"),
    [
        ("drs. K.H. Ollongren", "ollongren", False),
        ("K.H. OLLONGREN", "ollongren", False),
        ("Liesje Schreinemacher", "schreinemacher", False),
        ("E.N.A.J. Schreinemacher", "schreinemacher", True),
        ("Hanke Bruins Slot", "bruins-slot", False),
        ("H.G.J. Bruin Slot", "bruins-slot", True),
        ("D. Yesilgöz-Zegerius", "yesilgoz-zegerius", False),
        ("D. Yesilgöz", "yesilgoz-zegerius", True),
        ("P. van der Meulen", "van-der-meulen", False),
        ("P. v.d. Meulen", "van-der-meulen", False),
        ("Ollongren", "ollongren", True),
        ("J. Bruins", None, True),
        ("Jan Ollongren", None, True),
        ("D. Zegerius", None, True),
        ("K. Jansen", None, True),
        ("Olongreen", None, True),
        ("", None, True),
    ],
)
def test_a_name_is_matched_in_spite_of_its_spelling_and_never_with_somebody_else(printed, slug, doubtful):
    match = match_minister(signed(printed), KNOWN)
    assert (match.slug, match.doubtful) == (slug, doubtful)
    assert match.why


def test_two_people_of_one_name_are_told_apart_by_initials_or_office_and_else_not_at_all():
    jan, piet = KnownMinister("jan", "Jan de Wit", "De Wit"), KnownMinister("piet", "Piet de Wit", "De Wit")
    assert match_minister(signed("P. de Wit"), [jan, piet]).slug == "piet"
    assert match_minister(signed("De Wit"), [jan, piet]).slug is None
    assert match_minister(signed("De Wit"), [jan, piet], {"minister van defensie": "jan"}).slug == "jan"


def test_the_office_takes_away_the_doubt_about_a_name():
    match = match_minister(signed("H.G.J. Bruin Slot"), KNOWN, {"de Minister van Defensie": "bruins-slot"})
    assert (match.slug, match.doubtful) == ("bruins-slot", False)


def test_an_office_alone_is_matched_by_its_holder_and_always_doubtful():
    offices = {"Minister van Justitie en Veiligheid": "yesilgoz-zegerius"}
    match = match_minister(signed("", "Minister van Justitie & Veiligheid"), KNOWN, offices)
    assert (match.slug, match.doubtful) == ("yesilgoz-zegerius", True)
    assert "Dilan Yeşilgöz-Zegerius" in match.why


pieces = st.sampled_from(
    [*BELOW.split(" "), *BESIDE.split("  "), "\n", "\n\n", "mede namens ", "de Ministers van ", ", ", " en ", "ik "]
)


@given(st.text() | st.lists(pieces).map("".join))
def test_no_text_raises_and_every_place_lies_in_the_text(text):
    for row in read_signatures(text):
        assert 0 <= row.start < row.end <= len(text)
        assert row.office
        match_minister(row, KNOWN, {row.office: "ollongren"})


@given(st.text())
def test_no_name_raises(name):
    match_minister(signed(name), KNOWN)


@pytest.mark.parametrize(
    "piece",
    [
        "De Minister van Defensie,\n",
        "mede namens ",
        "mede namens de Ministers van Aa en van Bb, ",
        "namens de Minister van Aa, ",
        "A. Bb\nMinister van Cc\n\n",
        "Aa ",
        "\n ",
        "A.",
    ],
)
def test_a_strange_text_takes_no_more_than_linear_time(piece):
    assert growth.is_linear(read_signatures, growth.of(piece))
