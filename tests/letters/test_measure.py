"""What docs/reading.md says of how well letters are read and proposed is what the measure finds."""

import pytest

from tests import ROOT
from tests.letters.measure import FOLDERS, UNSEEN, letters, measured, report, table

GUIDE = (ROOT / "docs/reading.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("chosen", [FOLDERS, (UNSEEN,)], ids=["mended with", "written later"])
def test_the_tables_of_the_guide_are_those_of_the_measure(chosen):
    assert "\n".join(table(measured(chosen))) in GUIDE


@pytest.mark.parametrize("chosen", [FOLDERS, (UNSEEN,)], ids=["mended with", "written later"])
def test_one_press_takes_no_wrong_row_and_no_wrong_euros(chosen):
    judged = measured(chosen).judged
    assert [str(one) for one in judged if one.is_certain and one.faults] == []
    assert sum(one.added + one.left_out for one in judged if one.is_certain) == 0


def test_at_least_twenty_letters_of_our_own_have_answers_and_each_is_read():
    assert len(letters(*FOLDERS, UNSEEN)) >= 20
    first, *_ = report(measured(FOLDERS), "letters")
    assert first.startswith("letters: 25 documents, ")
