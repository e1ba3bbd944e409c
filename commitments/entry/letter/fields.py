"""The fields of the page on which a letter is entered: what each is called, and how it is shown."""

from dataclasses import dataclass
from typing import Any

from commitments.currency import CHOICES
from commitments.models import Category, Change, Channel, Commitment, Mention, Outcome
from letters.models import Letter, Minister, Signature

from .proposals import CHANGES, NEW, NO_PROMISE, NOT_MONEY, OUTCOME, REPEATS

TICKED = "on"
VERDICTS = (
    ("", "— kies —"),
    (NEW, "nieuwe toezegging"),
    (REPEATS, "herhaalt een toezegging, of telt er op"),
    (CHANGES, "noemt een verschil"),
    (OUTCOME, Mention.Verdict.OUTCOME.label),
    *((verdict, Mention.Verdict(verdict).label) for verdict in NO_PROMISE),
    (NOT_MONEY, "geen geld"),
)
TEXT, AREA, SELECT, TICK = "text", "area", "select", "tick"


@dataclass(frozen=True)
class Spec:
    """How a field is shown, apart from its value."""

    name: str
    label: str
    kind: str = TEXT
    help: str = ""
    options: str = ""  # the name of its choices
    suggestions: str = ""  # the id of its datalist
    size: str = ""  # a class for its width


def _of(model, name, kind=TEXT, help=None, **more):
    """A field that carries the label, and unless told otherwise the help text, of the model's own."""
    own = model._meta.get_field(name)
    label = str(own.verbose_name)
    return Spec(name, label[:1].upper() + label[1:], kind, str(own.help_text) if help is None else help, **more)


LETTER = (
    _of(Letter, "kind", SELECT, options="kind"),
    _of(Letter, "number", size="short"),
    _of(Letter, "reference", help="Zoals BZDOC-151675943-16."),
    _of(Letter, "date", help="Als 17-11-2023.", size="short"),
    _of(Letter, "title", AREA),
    _of(Letter, "short_title"),
    _of(Letter, "note", AREA),
)
DOSSIER = (
    Spec("number", "Dossier", help="Zoals 36 045, 21 501-20 of 36 200 V.", size="short"),
    Spec("title", "Titel van het dossier"),
)
SIGNATURE = (
    _of(Signature, "minister", SELECT, options="minister"),
    _of(Signature, "office", help=""),
    _of(Signature, "manner", SELECT, options="manner"),
    _of(Signature, "name_as_printed", help="Letterlijk. Leeg als de brief alleen het ambt noemt."),
    Spec("left_out", "Weglaten", TICK),
)
ROW = (
    Spec("verdict", "Oordeel", SELECT, options="verdict"),
    Spec("target", "Herhaalt", help="Een rij van deze brief (rij 3) of het adres van een toezegging. "
         "Een totaal: rij 1, 2 en 5, of rij 2 t/m 7. Wat er resteert: rij 1 - rij 2.", suggestions="targets"),
    Spec("quote", "Citaat", AREA, help="Het kortste letterlijke fragment met het bedrag en waarvoor het is."),
    Spec("as_written", "Bedrag zoals geschreven", size="middle"),
    _of(Commitment, "title"),
    Spec("amount", "Bedrag", help="In de munt van de brief: 2,5 miljard mag ook.", size="middle"),
    _of(Commitment, "currency", SELECT, options="currency"),
    _of(Commitment, "rate", help="Hoeveel van die munt één euro is, zoals 1,0843. Leeg bij euro's.", size="middle"),
    _of(Commitment, "rate_date", help="Als 17-11-2023.", size="short"),
    _of(Commitment, "rate_source", help="Zoals Europese Centrale Bank. Openbaar.", size="middle"),
    _of(Commitment, "precision", SELECT, options="precision"),
    _of(Commitment, "year", help="Of het eerste jaar van de periode.", size="short"),
    _of(Commitment, "end_year", help="Leeg voor één jaar.", size="short"),
    _of(Commitment, "period_note", size="middle"),
    Spec("outcome_kind", "Soort uitkomst", SELECT, options="outcome_kind"),
    _of(Outcome, "on_date", size="short"),
    _of(Outcome, "is_cumulative", TICK, help=""),
    _of(Outcome, "valuation", SELECT, options="valuation"),
    Spec("about", "Uitkomst van", help="De toezeggingen: rij 3, of de adressen met komma's ertussen. Wijst de brief er geen "
         "aan, kies dan de categorie en de jaren.", suggestions="targets"),
    Spec("each_year", "Telkens opnieuw in", size="middle", help="Leeg voor één toezegging. Geldt dit bedrag meer dan eens, "
         "dan het jaar van elke keer: 2025, 2026 en 2027. Elke keer wordt een eigen toezegging."),
    Spec("for_each", "Voor elk dit bedrag", TICK, help="De brief noemt dit bedrag voor elke toezegging uit dit citaat."),
    _of(Commitment, "category", SELECT, options="category"),
    _of(Commitment, "channel", SELECT, options="channel"),
    _of(Commitment, "stage", SELECT, options="stage"),
    _of(Commitment, "finance_type", SELECT, options="finance_type"),
    _of(Commitment, "exclusion", SELECT, options="exclusion"),
    _of(Commitment, "part_of", help="Rij 3, of het adres van een toezegging.", suggestions="targets"),
    _of(Commitment, "on_top_of", help="Rij 3, of het adres van een toezegging.", suggestions="targets"),
    Spec("replaces", "Komt in de plaats van", help="Wat hiermee eindigt: rij 3, of de adressen met komma's ertussen.",
         suggestions="targets"),
    Spec("change_kind", "Soort wijziging", SELECT, options="change_kind"),
    Spec("takes", "Onderdelen die hierin verder gaan", help="De adressen, met komma's ertussen.", suggestions="targets"),
    _of(Change, "rest_ends", TICK, help=""),
    Spec("note", "Toelichting", AREA, help="Waarom wij de brief zo lezen. Openbaar."),
)  # fmt: skip
NAMES: dict[str, Any] = {"minister": Minister, "category": Category, "channel": Channel}
NEW_NAMES = {
    "minister": (
        Spec("minister_name", "Naam van de bewindspersoon", help="Zoals in het dagelijks gebruik: Kajsa Ollongren."),
        Spec("minister_family_name", "Achternaam", help="Waarop lijsten sorteren."),
    ),
    "category": (
        Spec("category_name", "Naam van de categorie"),
        Spec("category_short_name", "Kort, voor in een grafiek"),
    ),
    "channel": (
        Spec("channel_name", "Naam van het kanaal"),
        Spec("channel_short_name", "Afkorting, of het kanaal in één woord"),
    ),
}
FIELDS = {
    "letter": {spec.name for spec in LETTER} | {"is_another"},
    "dossier": {spec.name for spec in DOSSIER},
    "signature": {spec.name for spec in SIGNATURE},
    "row": {spec.name for spec in ROW} | {"agreed"},
    "new": {spec.name for specs in NEW_NAMES.values() for spec in specs},
}
ALWAYS = ("verdict", "quote", "as_written", "note")  # whatever the verdict is


AGREED = Spec("agreed", "Akkoord", TICK)


def choices():
    """The options of every select, by name, as (value, words)."""
    blank = [("", "— kies —")]
    return {
        "kind": Letter.Kind.choices,
        "verdict": VERDICTS,
        "manner": Signature.Manner.choices,
        "minister": blank + list(Minister.objects.working().values_list("slug", "name")),
        "currency": [("", "euro"), *CHOICES[1:]],
        "precision": Commitment.Precision.choices,
        "category": blank + list(Category.objects.working().values_list("slug", "name")),
        "channel": [("", "geen"), *Channel.objects.working().values_list("slug", "name")],
        "outcome_kind": [("", "— kies —"), *Outcome.Kind.choices],
        "valuation": Outcome.Valuation.choices,
        "stage": Commitment.Stage.choices,
        "finance_type": Commitment.FinanceType.choices,
        "exclusion": Commitment.Exclusion.choices,
        "change_kind": [("", "naar de bedragen en jaren"), *Change.Kind.choices],
    }
