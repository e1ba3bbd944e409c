"""A module or a function that is too long to see at once has a reason."""

import ast

from tests import ROOT

LONGEST_MODULE, LONGEST_FUNCTION = 400, 40  # lines
REASONS = {
    "commitments/spans.py movements_sql": "one SQL statement, read from top to bottom",
    "commitments/spans.py spans_sql": "one SQL statement, which is the counting rule, read from top to bottom",
}


def long_ones():
    for app in ("commitments", "letters", "ukrainesteun"):
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" in path.parts:
                continue
            text, name = path.read_text(encoding="utf-8"), str(path.relative_to(ROOT))
            if text.count("\n") > LONGEST_MODULE:
                yield name
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= LONGEST_FUNCTION:
                    yield f"{name} {node.name}"


def test_what_is_long_has_a_reason_and_what_has_a_reason_is_long():
    assert sorted(long_ones()) == sorted(REASONS)
