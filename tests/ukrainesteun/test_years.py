"""Which years can stand in the ledger, and how they are printed, said in one place."""

import re

from tests import ROOT
from ukrainesteun.years import period_in_words, period_label


def test_one_year_is_printed_alone_and_a_period_with_both_its_ends():
    assert (period_label(2024, 2024), period_label(2024, 2026)) == ("2024", "2024-2026")


def test_a_sentence_joins_two_years_and_spans_more():
    assert [period_in_words(*years) for years in ((2024, 2024), (2022, 2023), (2024, 2026))] == [
        "2024",
        "2022 en 2023",
        "2024 tot en met 2026",
    ]


def test_no_other_module_has_the_bounds_or_prints_a_period():
    said = re.compile(r"\b2014\b.*\b2100\b|date\((2014|2100),|-\{[\w.]*end_year\}")
    modules = [path for app in ("commitments", "letters", "ukrainesteun") for path in (ROOT / app).rglob("*.py")]
    found = [path for path in modules if "migrations" not in path.parts and said.search(path.read_text("utf-8"))]
    assert found == [ROOT / "ukrainesteun" / "years.py"]
