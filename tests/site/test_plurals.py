"""A number and the word behind it agree, on the pages of staff and in messages: never "1 bedragen"."""

import re

import pytest

from tests import ROOT

PLURALS = "(?:bedragen|vindplaatsen|toezeggingen|brieven|rijen|regels|velden|meldingen|wijzigingen|bestanden|codes|herstelcodes)"
# What is never one, with why.
ALWAYS_MANY = {
    "commitments/approval/invariants.py {row['times']} vindplaatsen": "they have one position, so they are two at least",
    "commitments/charts/titles.py {life.repeats} brieven": "“één brief” stands before it, for one",
    "commitments/approval/decisions.py {len(missing)} bedragen": "one has a sentence of its own",
    "commitments/charts/drawings/running.py {len(letters)} brieven": "letters that stand close to each other",
    "commitments/entry/letter/arithmetic.py {len(pieces)} toezeggingen": "more than may stand in one quote",
    "commitments/entry/letter/beginning.py {count} bedragen": "more than a page can show",
    "commitments/entry/letter/proposals/sums.py {times} toezeggingen": "an amount that is given again",
    "commitments/entry/sheet/admin.py {files.dotted(files.MOST_ROWS)} rijen": "a limit",
    "commitments/entry/sheet/files.py {dotted(MOST_ROWS)} rijen": "a limit",
    "commitments/entry/sheet/working.py {len(found)} nieuwe rijen": "one would be the row that is meant",
    "commitments/management/commands/check_ledger.py {len(found)} regels": "the rules of the ledger are many",
    "templates/commitments/release_list.html {{ release.letters|length }} brieven": "one stands by its name",
    "templates/_running_table.html {{ letters|length }} brieven": "more than five; of fewer each is named",
    "templates/commitments/method.html {{ left_out_count }} bedragen": "more than are shown",
    "commitments/charts/series/labels.py {len(letters)} brieven": "a chart never tells all letters apart but one",
    "commitments/charts/titles.py {number} brieven": "one has a sentence of its own",
    "commitments/charts/series/steps.py {len(ones)} brieven": "one stands by its name",
    "letters/reading/amounts/mentions.py {MOST_INTERPRETED} bedragen": "a limit",
    "templates/commitments/_came_from.html {{ count }} brieven": "some are signed and some are not",
    "templates/commitments/commitment_list.html {{ count }} toezeggingen": "one has a sentence of its own",
    "templates/admin/start.html {{ check.statements }} regels": "the rules of the ledger are many",
}
COUNTED = re.compile(rf"(\{{[^{{}}]+\}}|\{{\{{[^{{}}]+\}}\}}) (?:nieuwe )?{PLURALS}\b")


@pytest.mark.looks
def test_a_number_that_may_be_one_has_a_word_for_one_behind_it():
    files = [
        *(path for wing in ("commitments", "letters", "ukrainesteun") for path in (ROOT / wing).rglob("*.py")),
        *(ROOT / "templates").rglob("*.html"),
    ]
    found = {
        f"{path.relative_to(ROOT)} {match[0]}"
        for path in files
        if "migrations" not in path.parts
        for match in COUNTED.finditer(path.read_text(encoding="utf-8"))
    }
    assert found == set(ALWAYS_MANY)
