"""What a proposal is, and what the ledger knows that it is held against."""

from dataclasses import dataclass, field, replace

from ukrainesteun.money import Money, may_be_euros

NEW, REPEATS, CHANGES, OUTCOME, NOT_MONEY = "new", "repeats", "changes", "outcome", "not-money"
NO_PROMISE = OTHERS, CEILING, NEED, MOTION, OTHER = "others", "ceiling", "need", "motion", "other"

# Which fields a verdict needs, apart from quote, amount as written and note.
FIELDS_OF: dict[str, tuple[str, ...]] = {
    NEW: (
        "title", "amount", "currency", "rate", "rate_date", "rate_source", "precision", "year", "end_year", "period_note",
        "each_year", "for_each", "category", "channel", "stage", "finance_type", "exclusion", "part_of", "on_top_of", "replaces",
        "change_kind", "takes", "rest_ends",
    ),
    REPEATS: ("target",),
    CHANGES: ("target",),
    OUTCOME: (
        "outcome_kind", "amount", "precision", "on_date", "year", "end_year", "is_cumulative", "valuation", "about", "category",
    ),
    **dict.fromkeys(NO_PROMISE, ()),
    NOT_MONEY: (),
    "": (),
}  # fmt: skip


@dataclass(frozen=True)
class Proposed:
    """One proposed value, as it would be typed: "" for none. `why` is Dutch, mostly the words of the letter."""

    value: str = ""
    why: str = ""
    doubtful: bool = False


@dataclass(frozen=True)
class Known:
    """A commitment that is in the ledger already, public or draft."""

    slug: str
    title: str
    amount_eur: int | None  # None for one in another currency without a rate
    year: int
    end_year: int
    category: str  # the slug
    designation: str  # of its letter
    is_later: bool = False  # its letter is dated after the letter that is entered
    in_currency: Money | None = None  # what its letter prints, where that is no euros

    def is_worth(self, amount: int | None, currency: str) -> bool:
        """Whether an amount as a letter prints it is that of this commitment."""
        if self.in_currency:
            return (amount, currency) == (self.in_currency.amount, self.in_currency.currency)
        return amount == self.amount_eur and may_be_euros(currency)


@dataclass(frozen=True)
class KnownChannel:
    slug: str
    names: tuple[str, ...]  # as letters write it: the whole name, the short one


@dataclass(frozen=True)
class ProposedRow:
    """What is proposed for one money expression. `key` names the row on the page: "3" for the third in the text."""

    key: str
    start: int
    end: int
    quote: str
    as_written: str
    amount: int | None = None
    currency: str = ""
    fields: dict[str, Proposed] = field(default_factory=dict)

    @property
    def verdict(self) -> str:
        return self.fields["verdict"].value

    def value(self, name: str) -> str:
        """What is proposed for this field; "" where nothing is."""
        return self.fields.get(name, Proposed()).value

    @property
    def target(self) -> str:
        """What the row repeats, or the rows that it adds up; "" where it names none."""
        return self.value("target")

    @property
    def is_given_again(self) -> bool:
        """Whether it is proposed for each of several times."""
        return bool(self.value("each_year"))

    def is_in_the_money_of(self, other: "ProposedRow") -> bool:
        """Whether both amounts are euros, or of one other currency, so that they can be compared and added up."""
        return self.currency == other.currency or (may_be_euros(self.currency) and may_be_euros(other.currency))

    @property
    def name(self) -> str:
        """How another row refers to this one."""
        return f"rij {self.key}"

    @property
    def doubts(self) -> list[str]:
        """Why a person has to look at this row himself; none where the proposal is certain."""
        matters = ("verdict", *FIELDS_OF[self.verdict])
        return [self.fields[name].why for name in matters if name in self.fields and self.fields[name].doubtful]

    def having(self, **fields: Proposed) -> "ProposedRow":
        """The row with these fields, in place of those of the same name."""
        return replace(self, fields={**self.fields, **fields})
