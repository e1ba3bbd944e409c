"""The house as docs describe it: what lies in the top-level folder, and what each file there promises."""

import hashlib
import re
import subprocess
from pathlib import Path

import pytest

from tests import ROOT

TOP_LEVEL = {
    # what an operator sees
    "ukrainesteun", "commitments", "letters", "templates", "static", "manage.py", "requirements.txt", "README.md", "Makefile",
    "deploy",
    # what a developer needs besides
    "tests", "docs", "findings", "DEVELOPERS.md", "requirements-dev.txt", "pyproject.toml", ".ci", ".gitignore", "LICENSE",
}  # fmt: skip
VENDORS = (("static", "vendor"), ("tests", "vendor"))
# A folder on somebody's own machine. Written in pieces, or this file would name some itself.
MACHINE_PATH = re.compile(rb"(?<![\w.:/-])/(?:hom" rb"e|roo" rb"t|wor" rb"k|User" rb"s|mnt|opt)/[\w.]+|[A-Z]:\\Users")


@pytest.fixture(scope="module")
def tracked():
    """Every file in the repository, by its path in it."""
    command = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    return [Path(name) for name in done.stdout.decode().split("\0") if name]


def requirements(name):
    return [
        line for line in (ROOT / name).read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ]


def test_the_top_level_folder_holds_nothing_else(tracked):
    found = {path.parts[0] for path in tracked}
    assert found - TOP_LEVEL == set()
    assert TOP_LEVEL - found == set()


def test_git_keeps_nothing_that_is_made(tracked):
    made = {".venv", "var", "staticfiles", "node_modules", "__pycache__", ".pytest_cache", ".ruff_cache", ".hypothesis"}
    assert [str(path) for path in tracked if made & set(path.parts)] == []
    assert [str(path) for path in tracked if path.suffix in (".pyc", ".sqlite3", ".log", ".map")] == []


def test_every_requirement_says_what_it_is_for():
    for name in ("requirements.txt", "requirements-dev.txt", "tests/mutation/requirements.txt"):
        lines = [line for line in requirements(name) if not line.startswith("-r ")]
        assert lines, name
        for line in lines:
            requirement, _, reason = line.partition("  # ")
            assert re.fullmatch(r"[A-Za-z0-9][\w.-]*(\[[\w,-]+\])?==[0-9][\w.]*", requirement), f"{name}: {line}"
            assert len(reason.strip()) >= 4, f"{name}: what is this for? {line}"


def test_no_requirement_stands_in_both_lists_or_twice():
    names = [
        re.split(r"[\[=]", line)[0].lower()
        for name in ("requirements.txt", "requirements-dev.txt", "tests/mutation/requirements.txt")
        for line in requirements(name)
        if not line.startswith("-r ")
    ]
    assert sorted(names) == sorted(set(names))


def test_every_vendored_file_is_the_one_of_which_the_checksum_was_noted(tracked):
    lists = sorted(path for vendor in VENDORS for path in ROOT.joinpath(*vendor).glob("*/SHA256SUMS"))
    folders = {path.parts[2] for path in tracked if path.parts[:2] in VENDORS}
    assert {checksums.parent.name for checksums in lists} == folders
    for checksums in lists:
        noted = dict(reversed(line.split(maxsplit=1)) for line in checksums.read_text(encoding="utf-8").splitlines())
        found = {name: hashlib.sha256((checksums.parent / name).read_bytes()).hexdigest() for name in noted}
        assert found == noted, checksums.parent.name
        assert any(name.endswith("LICENSE") for name in noted), f"{checksums.parent.name} comes with its licence"


def test_every_vendored_script_and_typeface_has_a_checksum(tracked):
    served = {".js", ".woff2"}
    without = []
    for path in tracked:
        if path.parts[:2] not in VENDORS or path.suffix not in served:
            continue
        folder = Path(*path.parts[:3])
        noted = {line.split(maxsplit=1)[1] for line in (ROOT / folder / "SHA256SUMS").read_text().splitlines()}
        if str(path.relative_to(folder)) not in noted:
            without.append(str(path))
    assert without == []


def test_no_file_names_a_folder_of_somebodys_machine(tracked):
    found = {}
    for path in tracked:
        if match := MACHINE_PATH.search((ROOT / path).read_bytes()):
            found[str(path)] = match[0]
    assert found == {}


def test_no_file_is_bigger_than_a_repository_should_carry(tracked):
    assert {str(path): size for path in tracked if (size := (ROOT / path).stat().st_size) > 2_000_000} == {}


def test_every_template_is_used(tracked):
    """A page's template by a view, a partial (_x.html) by another template; those of the admin and of forms by Django."""
    templates = [path.relative_to("templates") for path in tracked if path.parts[0] == "templates"]
    by_django = {"404.html", "500.html", "400.html", "403.html", "403_csrf.html"}
    texts = [(ROOT / path).read_text(encoding="utf-8") for path in tracked if path.suffix in (".py", ".html")]
    ours = [name for name in templates if str(name) not in by_django and not {"admin", "django"} & {*name.parts}]
    unused = [str(name) for name in ours if not any(f'"{name}"' in text for text in texts)]
    assert unused == []
