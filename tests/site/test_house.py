"""docs/house.md shows the house as it stands."""

import re

import grimp
import pytest

from tests import ROOT
from tests.house import (
    DOORS,
    NOT_DRAWN,
    PACKAGES,
    PAGE,
    PICTURES,
    doors_used,
    rooms_and_arrows,
    with_pictures,
    without_what_follows,
)

PAGE_TEXT = PAGE.read_text(encoding="utf-8")


def test_the_pictures_are_those_of_the_imports():
    assert [
        name for name in PICTURES if f"<!-- {name}, by make house -->\n```mermaid\nflowchart" not in PAGE_TEXT
    ] == []
    assert with_pictures(PAGE_TEXT) == PAGE_TEXT, "run make house"


def test_no_room_stands_on_a_room_that_stands_on_it():
    for folders in PICTURES.values():
        _, arrows = rooms_and_arrows(folders)
        onward = {}
        for start, end in arrows:
            onward.setdefault(start, set()).add(end)
        free = [room for room in {end for _, end in arrows} if room not in onward]
        while free:
            ground = free.pop()
            for room in [room for room, below in onward.items() if ground in below]:
                onward[room].discard(ground)
                if not onward[room]:
                    del onward[room]
                    free.append(room)
        assert onward == {}


@pytest.fixture(scope="module")
def imports():
    return grimp.build_graph(*PACKAGES)


@pytest.mark.parametrize("wing", DOORS)
def test_a_wing_is_entered_through_its_doors_and_no_door_is_there_that_nobody_uses(wing, imports):
    assert doors_used(wing, imports) == DOORS[wing]


def test_every_wing_has_its_doors(imports):
    folders = [
        path.parent.relative_to(ROOT).parts for name in PACKAGES for path in (ROOT / name).rglob("*/__init__.py")
    ]
    assert {".".join(parts) for parts in folders if not set(parts) & set(NOT_DRAWN)} == set(DOORS)


def test_a_module_that_is_imported_from_outside_is_a_door():
    house = grimp.ImportGraph()
    for module in ("wing", "wing.door", "wing.inside", "outside"):
        house.add_module(module)
    house.add_import(importer="wing.door", imported="wing.inside")
    house.add_import(importer="outside", imported="wing.door")
    assert doors_used("wing", house) == ("door",)
    house.add_import(importer="outside", imported="wing.inside")
    assert doors_used("wing", house) == ("door", "inside")
    house.add_import(importer="outside", imported="wing")
    assert doors_used("wing", house) == ("__init__", "door", "inside")


def test_an_arrow_that_follows_from_two_others_is_left_out():
    assert without_what_follows({("a", "b"), ("b", "c"), ("a", "c"), ("a", "d")}) == {
        ("a", "b"),
        ("b", "c"),
        ("a", "d"),
    }


def test_every_place_that_the_page_names_is_there():
    named = set(re.findall(r"`((?:commitments|letters|ukrainesteun|templates|tests|docs)/[\w./]*)`", PAGE_TEXT))
    assert len(named) > 20
    assert sorted(place for place in named if not (ROOT / place).exists()) == []


def test_every_wing_says_what_happens_there_and_in_which_order_to_read_it():
    wings = [
        path
        for app in ("commitments", "letters", "ukrainesteun/editions", "ukrainesteun/signing_in")
        for path in (ROOT / app).rglob("__init__.py")
    ]
    told = [path for path in wings if not {"migrations", "management", "commands"} & set(path.parts)]
    assert len(told) >= 15
    for path in told:
        docstring = path.read_text(encoding="utf-8")
        assert docstring.startswith('"""'), path
        rooms = [one.stem for one in path.parent.glob("*.py") if one.stem not in ("__init__", "apps", "urls")]
        assert any(f"{room}.py" in docstring for room in rooms) or not rooms, path
