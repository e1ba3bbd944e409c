from django.core.management.base import BaseCommand, CommandError

from commitments.approval import invariants


class Command(BaseCommand):
    help = "Bewijst elke regel van het grootboek over de hele database; eindigt met 1 als er een gebroken is."

    def handle(self, *args, **options):
        broken = 0
        for statement, rows in invariants.broken():
            self.stdout.write(f"{'ok    ' if not rows else 'FOUT  '} {statement}")
            for row in rows:
                self.stdout.write(f"       - {row}")
            broken += bool(rows)
        if broken:
            raise CommandError(f"{broken} van de {len(invariants.INVARIANTS)} regels gebroken.", returncode=1)
        self.stdout.write(f"{len(invariants.INVARIANTS)} regels nagezocht; alles klopt.")
