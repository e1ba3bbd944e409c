"""An amount that a letter prints in another currency than the euro, and what it is in euros at a rate that a clerk enters.

Everything counts `amount_eur`. Here that is worked out of the amount and the rate, and nobody types it. Without a rate there
are no euros, so the amount stands and does not count.
"""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.formats import date_format

from ukrainesteun.exchange_rates import CURRENCIES, EUR, format_rate, in_euros
from ukrainesteun.money import Money, short_money

from .precision import Precision, Sum, Unconverted

NO_RATE = "geen-koers"  # the exclusion of what would count if it had a rate
CHOICES = [(EUR, "euro"), *((code, f"{name} ({code})") for code, (name, _) in CURRENCIES.items())]
IN_EUROS = Q(currency=EUR)


class InCurrency(models.Model):
    """The part of a commitment that says in which currency its letter prints the amount, and by which rate it is euros.

    The fields named first are of the commitment itself.
    """

    amount_eur: Any
    precision: Any
    exclusion: Any
    finance_type: Any

    currency = models.CharField(
        "munt", max_length=3, choices=CHOICES, default=EUR, help_text="De munt waarin de brief het bedrag noemt."
    )
    amount_in_currency = models.BigIntegerField(
        "bedrag in die munt",
        null=True,
        blank=True,
        help_text="In hele eenheden, zoals de brief het noemt. Leeg bij euro's.",
    )
    rate = models.DecimalField(
        "koers",
        max_digits=12,
        decimal_places=6,
        null=True,
        blank=True,
        help_text="Hoeveel van die munt één euro is, zoals de Europese Centrale Bank het noteert: 1,0843. Zonder koers telt het "
        "bedrag niet mee.",
    )
    rate_date = models.DateField("dag van de koers", null=True, blank=True, help_text="Liefst die van de brief.")
    rate_source = models.CharField(
        "bron van de koers",
        max_length=200,
        blank=True,
        help_text="Zoals Europese Centrale Bank, of een adres. Openbaar.",
    )

    class Meta:
        abstract = True

    @property
    def as_printed(self) -> Money:
        """The amount in the currency in which its letter prints it."""
        if self.currency == EUR:
            return Money(self.amount_eur, EUR)
        return Money(self.amount_in_currency or 0, self.currency)

    @property
    def amount_as_printed(self) -> str:
        """The same, short: "US$ 100 mln"."""
        return short_money(self.as_printed.amount, self.currency)

    @property
    def rate_in_words(self) -> str:
        """ "1 euro is 1,0843 USD op 3 maart 2025, bron: Europese Centrale Bank"; "" without a rate."""
        if self.rate is None or self.rate_date is None:
            return ""
        day = date_format(self.rate_date, "j F Y")
        return f"1 euro is {format_rate(self.rate)} {self.currency} op {day}, bron: {self.rate_source}"

    @property
    def is_converted(self) -> bool:
        """Whether its euros are worked out by us."""
        return self.rate is not None

    @property
    def amount(self) -> Sum | Unconverted:
        """The amount with how sure it is, as it is printed: "circa € 3,74 mld", or "US$ 100 mln" where there is no rate."""
        if self.amount_eur is None:
            return Unconverted(self.as_printed, self.precision)
        return Sum(self.amount_eur, self.precision)

    def convert(self) -> None:
        """Fills in what follows from currency and rate: the euros, which are never exact, and why they do not count."""
        if self.currency == EUR:
            return
        if self.rate and self.amount_in_currency:
            self.amount_eur = in_euros(self.amount_in_currency, self.rate)
            self.precision = Precision.CIRCA if self.precision == Precision.EXACT else self.precision
            if self.exclusion == NO_RATE:
                self.exclusion = "garantie" if self.finance_type == "garantie" else ""
        else:
            self.amount_eur = None
            self.exclusion = self.exclusion or NO_RATE


CONSTRAINTS = [
    models.CheckConstraint(
        condition=~IN_EUROS | Q(amount_eur__isnull=False),
        name="an_amount_in_euros_is_there",
        violation_error_message="Vul het bedrag in.",
    ),
    models.CheckConstraint(
        condition=~IN_EUROS
        | Q(amount_in_currency__isnull=True, rate__isnull=True, rate_date__isnull=True, rate_source=""),
        name="euros_have_no_rate",
        violation_error_message="Een bedrag in euro's heeft geen koers. Kies de munt van de brief, of maak bedrag in die munt, "
        "koers, dag en bron leeg.",
    ),
    models.CheckConstraint(
        condition=IN_EUROS | Q(amount_in_currency__isnull=False, amount_in_currency__gt=0),
        name="an_amount_in_another_currency_is_there",
        violation_error_message="Vul het bedrag in de munt van de brief in.",
    ),
    models.CheckConstraint(
        condition=Q(rate__isnull=True, rate_date__isnull=True, rate_source="")
        | Q(rate__isnull=False, rate_date__isnull=False) & ~Q(rate_source=""),
        name="a_rate_has_a_date_and_a_source",
        violation_error_message="Een koers heeft een dag en een bron. Vul alle drie in, of geen ervan.",
    ),
    models.CheckConstraint(
        condition=Q(rate__isnull=True) | Q(rate__gt=0),
        name="a_rate_is_positive",
        violation_error_message="Een koers is meer dan nul. Vul in hoeveel van de munt één euro is.",
    ),
    models.CheckConstraint(
        condition=IN_EUROS
        | Q(rate__isnull=True, amount_eur__isnull=True)
        | Q(rate__isnull=False, amount_eur__isnull=False),
        name="another_currency_is_euros_by_its_rate",
        violation_error_message="Een bedrag in een andere munt is alleen met een koers een bedrag in euro's.",
    ),
    models.CheckConstraint(
        condition=Q(amount_eur__isnull=False) | ~Q(exclusion=""),
        name="an_amount_without_euros_is_excluded",
        violation_error_message="Zonder koers telt een bedrag in een andere munt niet mee.",
    ),
    models.CheckConstraint(
        condition=~Q(exclusion=NO_RATE) | Q(amount_eur__isnull=True),
        name="what_has_euros_is_not_without_a_rate",
        violation_error_message="Dit bedrag is in euro's of heeft een koers. Kies een andere reden, of geen.",
    ),
    models.CheckConstraint(
        condition=Q(rate__isnull=True) | ~Q(precision="exact"),
        name="an_amount_by_a_rate_is_not_exact",
        violation_error_message="Een omgerekend bedrag is niet precies. Kies bij de nauwkeurigheid circa.",
    ),
]
