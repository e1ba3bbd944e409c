"""The same ledger counted in other ways: each Definition says which rows it takes, and who counts so.

This is the one list. The page /definities/, the switch on the overview and the filter `definitie` are made from it. No
database: a definition is applied to a queryset of commitments, which stays that of its peildatum and its other filters.
"""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

OWN_COUNT = "eigen definitie"


@dataclass(frozen=True)
class Definition:
    """One way to count; `slug` is its value in an address, empty for the site's own."""

    slug: str
    name: str  # reads on after "Geteld: "
    takes: str  # what it takes and what it leaves out
    source: str  # who counts so, or that nobody does whom we can name
    source_url: str = ""
    rows: Q = field(default_factory=Q)  # the commitments that it looks at
    admitted: tuple[str, ...] = ()  # exclusions for which it leaves nothing out

    def of(self, commitments: Any) -> Any:
        """These commitments as this definition counts them: `counted()`, `totals()` and `movements()` follow it."""
        return commitments.admitting(self.admitted).filter(self.rows)


OWN = Definition(
    slug="",
    name="alles wat meetelt",
    takes="Elk bedrag telt één keer mee, hoe zeker het ook is. Plafonds, garanties, leningen en bedragen die al in een ander "
    "bedrag kunnen zitten, tellen niet mee.",
    source="De telregel van deze site",
)
OTHERS = (
    Definition(
        slug="toegewezen-en-geleverd",
        name="alleen toegewezen en geleverd",
        takes="Alleen geld dat een doel heeft of al is gegeven. Wat is aangekondigd of gereserveerd, valt weg.",
        source="Het Kiel Institute, een Duits onderzoeksinstituut, telt ongeveer zo: alleen pakketten die zijn toegewezen",
        source_url="https://www.ifw-kiel.de/institute/events/press-conference-on-the-newest-ukraine-support-tracker-release/",
        rows=Q(stage__in=("toegewezen", "geleverd")),
    ),
    Definition(
        slug="militair",
        name="alleen militaire steun",
        takes="Alleen de categorie Militair. De Europese Vredesfaciliteit is een eigen categorie en valt weg.",
        source="Het Kiel Institute, een Duits onderzoeksinstituut, houdt militaire, financiële en humanitaire steun uit elkaar",
        source_url="https://www.ifw-kiel.de/topics/war-against-ukraine/ukraine-support-tracker/",
        rows=Q(category__slug="military"),
    ),
    Definition(
        slug="zonder-epf",
        name="zonder EPF",
        takes="Alles wat meetelt, zonder de bijdrage aan de Europese Vredesfaciliteit (EPF).",
        source=OWN_COUNT,
        rows=~Q(category__slug="epf"),
    ),
    Definition(
        slug="met-plafonds-garanties-leningen",
        name="ook plafonds, garanties en leningen",
        takes="Alles wat meetelt, en ook de plafonds, garanties en leningen die anders niet meetellen. Zo hoog kan het "
        "worden. Het kan ook minder zijn.",
        source=OWN_COUNT,
        admitted=("plafond", "garantie", "lening"),
    ),
)
DEFINITIONS = (OWN, *OTHERS)
BY_SLUG = {definition.slug: definition for definition in DEFINITIONS}
