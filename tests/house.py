"""`make house`: draws the pictures of docs/house.md from the imports, so that they cannot say what is not so.

An arrow says that a room imports from another. One that follows from two others is left out: where A stands on B and B
on C, A may look at C too.
"""

import re

import grimp

from tests import ROOT

PAGE = ROOT / "docs" / "house.md"
PACKAGES = ("commitments", "letters", "ukrainesteun")
# What Django wants, and what wires the house together.
NOT_DRAWN = ("apps", "management", "migrations", "settings", "wsgi", "gunicorn", "middleware", "templatetags", "urls")
# Modules that are drawn as one room, by the words that stand on it; any other module or folder is a room of its own.
TOGETHER = {
    "models": tuple(
        f"commitments.{name}"
        for name in (
            "models",
            "currency",
            "mentions",
            "outcomes",
            "names",
            "intakes",
            "releases",
            "reports",
            "corrections",
            "explanations",
            "querysets",
            "palette",
            "precision",
        )
    ),
    "letters models": ("letters.models", "letters.querysets"),
    "letters pages": ("letters.admin", "letters.context", "letters.forms", "letters.urls", "letters.views"),
    "money": (
        "ukrainesteun.money",
        "ukrainesteun.exchange_rates",
        "ukrainesteun.numerals",
        "ukrainesteun.months",
        "ukrainesteun.joining",
        "ukrainesteun.folding",
        "ukrainesteun.lines",
        "ukrainesteun.years",
        "ukrainesteun.cells",
    ),
}
# The pictures, by the marker that stands above them in the page: the folder of each group, and what it is about.
PICTURES = {
    "house": {
        "commitments": "commitments/: what was promised",
        "letters": "letters/: what was written",
        "ukrainesteun": "ukrainesteun/: the ground floor",
    },
    "reading": {"letters.reading": "letters/reading/: from a file to facts"},
}
# The doors of each wing: the modules that others import from outside it, or FRONT_DOOR, what its __init__.py names. Those of
# a wing within a wing are for its neighbours; what is imported from outside the outer one is a door of that too. What Django
# finds by name needs no door.
FRONT_DOOR = "__init__"
DOORS = {
    "commitments.ledger": (
        "changes",
        "completeness",
        "contradictions",
        "effects",
        "lineage",
        "outcomes",
        "places",
        "rules",
        "wholes",
    ),
    "commitments.charts": (
        "catalogue",
        "drawings.canvas",
        "drawings.cards",
        "examples",
        "figures",
        "growth",
        "images",
        "notes",
        "selection",
        "series",
        "titles",
    ),
    "commitments.charts.drawings": (
        "canvas",
        "cards",
        "difference",
        "flows",
        "life",
        "named",
        "panels",
        "periods",
        "running",
        "scale",
        "whole",
        "wording",
    ),
    "commitments.charts.series": (FRONT_DOOR,),
    "ukrainesteun.kept_answers": ("folder", "newest", "program", "warming", "wrapper"),
    "commitments.releasing": ("making", "proving"),
    "commitments.reporting": ("admin", "forms", "views"),
    "commitments.site": (
        *(
            "contradictions",
            "files.commitments",
            "files.corrections",
            "files.delimited",
            "files.letters",
            "files.mentions",
        ),
        *("files.ministers", "files.outcomes", "files.table", "glossary", "question", "sitemaps", "titles"),
    ),
    "commitments.site.files": (
        *("categories", "charts", "commitments", "corrections", "delimited", "explained", "letters"),
        *("mentions", "ministers", "names", "objects", "outcomes", "table", "workbook"),
    ),
    "commitments.entry": (
        "changes",
        "forms",
        "letter.answers",
        "letter.beginning",
        "letter.page",
        "letter.proposals",
        "letter.trial",
        "letter.views",
        "mentions",
        "outcomes",
        "sheet.admin",
    ),
    "commitments.entry.letter": ("answers", "beginning", "page", "proposals", "trial", "views"),
    "commitments.entry.letter.proposals": (FRONT_DOOR,),
    "commitments.entry.sheet": ("admin",),
    "commitments.approval": ("checking", "decisions", "explaining", "foreseen", "pages"),
    "letters.reading": (
        "amounts.below_zero",
        "amounts.mentions",
        "amounts.unread_tables",
        "amounts.written",
        "files.documents",
        "letter",
        "letterhead.ministers",
        "letterhead.papers",
        "letterhead.printed",
        "letterhead.signatories",
        "letterhead.signatures",
        "meaning.inferred",
        "meaning.lexicon",
        "meaning.payers",
        "meaning.titles",
        "report",
        "text.flowing",
        "text.layout",
        "text.paper",
        "text.paragraphs",
        "text.quotes",
        "text.sentences",
        "text.structure",
    ),
    "letters.reading.files": ("documents",),
    "letters.reading.letterhead": (
        "citations",
        "header",
        "ministers",
        "papers",
        "printed",
        "signatories",
        "signatures",
    ),
    "letters.reading.amounts": ("below_zero", "mentions", "unread_tables", "written"),
    "letters.reading.meaning": (
        "clauses",
        "counted",
        "inferred",
        "lexicon",
        "payers",
        "periods",
        "precisions",
        "purposes",
        "setting",
        "titles",
    ),
    "letters.reading.text": (
        "feet",
        "flowing",
        "layout",
        "nearby",
        "notes",
        "paper",
        "paragraphs",
        "quotes",
        "sentences",
        "structure",
        "tables",
    ),
    "ukrainesteun.editions": ("admin", "choosing", "merging", "models", "versions"),
    "ukrainesteun.signing_in": ("address", "labels", "urls"),
}


def doors_used(wing, graph):
    """The modules of a wing that modules outside it import, named from the wing on."""
    within = {wing, *graph.find_descendants(wing)}
    used = {module for module in within if graph.find_modules_that_directly_import(module) - within}
    return tuple(sorted(FRONT_DOOR if module == wing else module.removeprefix(f"{wing}.") for module in used))


def room_of(module, folders):
    """The room of one picture in which this module stands; None where it is not in the picture."""
    folder = next((one for one in folders if module.startswith(f"{one}.")), None)
    if folder is None:
        return None
    room = ".".join(module.split(".")[: folder.count(".") + 2])
    together = next((name for name, modules in TOGETHER.items() if room in modules), None)
    return together or (None if room.split(".")[-1] in NOT_DRAWN else room)


def rooms_and_arrows(folders):
    """The rooms of a picture, each with its folder, and the pairs of rooms of which the first imports the second."""
    graph = grimp.build_graph(*PACKAGES)
    rooms, arrows = {}, set()
    for module in sorted(graph.modules):
        room = room_of(module, folders)
        if room is None:
            continue
        rooms[room] = next(folder for folder in folders if module.startswith(f"{folder}."))
        for imported in graph.find_modules_directly_imported_by(module):
            other = room_of(imported, folders)
            if other not in (None, room):
                arrows.add((room, other))
    return rooms, arrows


def without_what_follows(arrows):
    """The arrows, but for those that lead where a longer way leads too."""
    onward = {}
    for start, end in arrows:
        onward.setdefault(start, set()).add(end)

    def reached(room):
        return {far for near in onward.get(room, ()) for far in {near} | reached(near)}

    return {
        (start, end) for start, end in arrows if not any(end in reached(near) for near in onward[start] if near != end)
    }


def drawn(folders):
    """One picture as Mermaid."""
    rooms, arrows = rooms_and_arrows(folders)
    lines = ["```mermaid", "flowchart TB"]
    for number, (folder, title) in enumerate(folders.items()):
        lines.append(f'  subgraph floor{number}["{title}"]')
        lines += [f'    {_key(room)}["{_words(room)}"]' for room, home in rooms.items() if home == folder]
        lines.append("  end")
    lines += [f"  {_key(start)} --> {_key(end)}" for start, end in sorted(without_what_follows(arrows))]
    return "\n".join([*lines, "```"])


def _key(room):
    return re.sub(r"\W", "_", room)


def _words(room):
    """What stands on a room: its file or folder, or those that are drawn together."""
    modules = TOGETHER.get(room, (room,))
    return ", ".join(name.split(".")[-1] for name in modules)


def with_pictures(page):
    """The text of the page, with each picture drawn anew below its marker."""
    for name, folders in PICTURES.items():
        place = re.compile(rf"(?<=<!-- {name}, by make house -->\n)```mermaid\n.*?```", re.DOTALL)
        page = place.sub(drawn(folders), page)
    return page


if __name__ == "__main__":
    PAGE.write_text(with_pictures(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
