import datetime
import json

from django.core.management.base import BaseCommand, CommandError

from commitments.models import Commitment
from ukrainesteun.money import format_euro
from ukrainesteun.years import period_label


class Command(BaseCommand):
    help = "Toont wat er is toegezegd, per jaar of periode en categorie, in hele euro's."

    def add_arguments(self, parser):
        parser.add_argument("--as-of", metavar="JJJJ-MM-DD", help="De peildatum: alleen brieven tot en met deze datum.")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args, as_of, format, **options):
        totals: dict[str, dict[str, int]] = {}
        for total in Commitment.objects.published().as_of(_date(as_of)).counted().totals():
            totals.setdefault(period_label(total.year, total.end_year), {})[total.category] = total.amount_eur
        if format == "json":
            self.stdout.write(json.dumps(totals, indent=2))
            return
        for period, categories in totals.items():
            for category, amount_eur in categories.items():
                self.stdout.write(f"{period:<10} {category:<16} {format_euro(amount_eur):>20}")
        everything = sum(sum(categories.values()) for categories in totals.values())
        self.stdout.write(f"{'totaal':<27} {format_euro(everything):>20}")


def _date(text):
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError as error:
        raise CommandError(f"“{text}” kunnen wij niet lezen als datum. Schrijf de peildatum zo: 2023-12-31.") from error
