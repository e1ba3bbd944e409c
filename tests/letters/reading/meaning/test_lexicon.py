"""The words of letters, by what they point to, stand in one file that words for a new category can be added to."""

import ast

import pytest
import yaml

from letters.reading.meaning import lexicon as room
from letters.reading.meaning.lexicon import category_of_word, finance_of_word, lexicon, stage_of_word
from tests import ROOT


@pytest.mark.parametrize(
    ("word", "slug"),
    [
        ("vredesfaciliteit", "epf"),
        ("munitie", "military"),
        ("niet-militaire", "undivided"),
        ("civiele", ""),
        ("defensie-industrie", ""),
        ("winterhulp", "humanitarian"),
        ("tribunaal", "accountability"),
        ("tafel", ""),
    ],
)
def test_a_word_points_to_one_category_or_to_none(word, slug):
    assert category_of_word(word) == slug


def test_a_word_points_to_a_stage_and_to_a_kind_of_finance():
    stages = [stage_of_word(word) for word in ("geleverde", "uitgetrokken", "overgeheveld", "zegt", "tafel")]
    assert stages == ["geleverd", "gereserveerd", "toegewezen", "aangekondigd", ""]
    kinds = [finance_of_word(word) for word in ("garantie", "geleend", "schenking", "tafel")]
    assert kinds == ["garantie", "lening", "gift", ""]


def test_a_category_that_is_added_to_the_file_is_told(tmp_path, monkeypatch):
    more = room.FILE.read_text(encoding="utf-8") + '\n[[category]]\nslug = "ruimtevaart"\nwords = ["satelliet"]\n'
    (tmp_path / "lexicon.toml").write_text(more, encoding="utf-8")
    monkeypatch.setattr(room, "FILE", tmp_path / "lexicon.toml")
    slug, pattern = lexicon.__wrapped__().categories[-1]
    assert (slug, bool(pattern.search("satellietbeelden"))) == ("ruimtevaart", True)


def test_the_roles_in_the_file_are_of_categories_in_the_file():
    said = {slug for slug, _ in lexicon().categories}
    assert {lexicon().without_purpose, lexicon().general, *lexicon().specific} <= said


def test_no_category_is_named_in_letters_outside_the_lexicon():
    """The slugs are data that staff edit; the reader knows them from one file."""
    rows = yaml.safe_load((ROOT / "commitments/fixtures/commitments.yaml").read_text(encoding="utf-8"))
    slugs = {row["fields"]["slug"] for row in rows if row["model"] == "commitments.category"}
    slugs |= {slug for slug, _ in lexicon().categories if slug}
    assert "military" in slugs
    named = [
        f"{path.relative_to(ROOT)}: {node.value}"
        for path in (ROOT / "letters").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in slugs
    ]
    assert named == []
