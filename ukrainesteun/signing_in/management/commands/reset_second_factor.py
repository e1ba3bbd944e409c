from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from ukrainesteun.signing_in import second_factor


class Command(BaseCommand):
    help = (
        "Neemt telefoon en herstelcodes van een gebruiker weg en beëindigt zijn sessies. "
        "Voor wie alles kwijt is, als er geen beheerder meer is die dat in /beheer/ kan doen."
    )

    def add_arguments(self, parser):
        parser.add_argument("username", metavar="USER")

    def handle(self, *, username, **options):
        user = get_user_model().objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"Er is geen gebruiker ‘{username}’.")
        if second_factor.take_away(user):
            self.stdout.write(f"Tweede stap van {username} weggenomen; bij de volgende aanmelding komt er een nieuwe.")
        else:
            self.stdout.write(f"{username} had geen tweede stap.")
