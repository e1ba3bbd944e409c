from pathlib import Path

from django.conf import settings
from django.core import serializers
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from commitments import invariants
from letters.models import Letter

FIXTURES = ("letters/fixtures/letters.yaml", "commitments/fixtures/commitments.yaml")


class Command(BaseCommand):
    help = (
        "Laadt de brieven en bedragen die bij de site horen. Voegt toe wat ontbreekt; wat er al is blijft zoals het is."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty", action="store_true", help="Doe niets als er al een brief in de database staat."
        )

    def handle(self, *args, if_empty, **options):
        if if_empty and Letter.objects.exists():
            self.stdout.write("De database is niet leeg; er is niets geladen.")
            return
        with transaction.atomic():
            added, kept = 0, 0
            for fixture in FIXTURES:
                with Path(settings.BASE_DIR, fixture).open(encoding="utf-8") as stream:
                    # One by one: a row refers to rows before it. A row that is there already comes with its key.
                    for row in serializers.deserialize("yaml", stream):
                        if row.object.pk is None:
                            row.save()
                            added += 1
                        else:
                            kept += 1
            problems = [problem for _, rows in invariants.broken() for problem in rows]
            if problems:
                raise CommandError(
                    "Er is niets geladen, want dan klopt het grootboek niet:\n- " + "\n- ".join(problems)
                )
        self.stdout.write(f"{added} rijen toegevoegd, {kept} rijen waren er al en zijn niet veranderd.")
