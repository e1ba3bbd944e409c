from collections.abc import Sequence

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commitments.approval import checking
from commitments.releasing import proving


class Command(BaseCommand):
    help = (
        "Bewijst elke regel van het grootboek en van de uitgaven over de hele database; eindigt met 1 als er een gebroken "
        "is. De beginpagina van het beheer toont de uitkomst."
    )

    def handle(self, *args, **options):
        ledger, broken = checking.check(timezone.now()), 0
        is_sound = not any(rows for _, rows in ledger)
        releases = proving.broken() if is_sound else []  # what breaks the ledger is mended first
        found: list[tuple[str, Sequence[object]]] = [*ledger, *releases]
        for statement, rows in found:
            self.stdout.write(f"{'ok    ' if not rows else 'FOUT  '} {statement}")
            for row in rows:
                self.stdout.write(f"       - {row}")
            broken += bool(rows)
        if broken:
            are = "is" if broken == 1 else "zijn"
            raise CommandError(f"Van de {len(found)} regels {are} er {broken} gebroken.", returncode=1)
        self.stdout.write(f"{len(found)} regels nagezocht; alles klopt.")
