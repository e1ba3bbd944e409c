from django.core.management.base import BaseCommand
from django.utils import timezone

from commitments.models import Report


class Command(BaseCommand):
    help = "Wist van meldingen van lezers het e-mailadres na 90 dagen en het kenmerk van de afzender na een uur."

    def handle(self, *args, **options):
        senders, emails = Report.objects.forget_people(timezone.now())
        self.stdout.write(f"Gewist: {emails} e-mailadressen en {senders} kenmerken van afzenders.")
