from pathlib import Path

from django.conf import settings
from django.core import serializers
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from commitments.approval import checking, decisions
from commitments.ledger.places import renew_places
from commitments.models import Release
from commitments.releasing import proving
from commitments.releasing.making import make_release
from letters.models import Letter
from ukrainesteun.editions.models import because

REASON = "Toegevoegd met een nieuwe uitgave van de gegevens die bij deze site horen."
FIXTURES = ("letters/fixtures/letters.yaml", "commitments/fixtures/commitments.yaml")


class Command(BaseCommand):
    help = (
        "Laadt de brieven en bedragen die bij de site horen, als goedgekeurd. Voegt toe wat ontbreekt; wat er al is "
        "blijft zoals het is."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty", action="store_true", help="Doe niets als er al een brief in de database staat."
        )

    def handle(self, *args, if_empty, **options):
        if if_empty and Letter.objects.exists():
            self.stdout.write("De database is niet leeg; er is niets geladen.")
            _release_anew()
            return
        with transaction.atomic(), because("load_ledger"):
            pending = set(_with_pending_edits())
            added, kept = 0, 0
            for fixture in FIXTURES:
                with Path(settings.BASE_DIR, fixture).open(encoding="utf-8") as stream:
                    # One by one: a row refers to rows before it. A row that is there already comes with its key.
                    for row in serializers.deserialize("yaml", stream):
                        if row.object.pk is None:
                            row.save()
                            row.object.save()  # the deserializer leaves no history
                            added += 1
                        else:
                            kept += 1
            if added:
                _place_mentions()
                approved = _approve(pending)
                make_release(timezone.now(), Release.Occasion.LOADED, approved)
            problems = [problem for _, rows in checking.check(timezone.now()) for problem in rows]
            if problems:
                raise CommandError(
                    "Er is niets geladen, want dan klopt het grootboek niet:\n- " + "\n- ".join(map(str, problems))
                )
        self.stdout.write(f"Rijen toegevoegd: {added}. Rijen die er al waren en niet zijn veranderd: {kept}.")


def _with_pending_edits():
    """The letters that somebody is working on: what is not approved yet does not become public by loading."""
    for letter in Letter.objects.working().without_text().select_related("public"):
        if not (letter.is_approved and letter.is_published):
            yield letter.pk


def _place_mentions():
    """A letter of which the text is there may have got mentions."""
    for letter in Letter.objects.working().exclude(text=""):
        renew_places(letter)


def _release_anew():
    """What is public but in no release gets one: an older version of the site had none, or other columns."""
    letters = Letter.objects.published()
    if letters.exists() and not proving.newest_is_public():
        make_release(timezone.now(), Release.Occasion.LOADED, letters.in_order_of_date())


def _approve(pending):
    """What was added to the shipped letters is public, but for the letters that wait for somebody's approval: the copies."""
    shipped = [
        row.object.slug
        for row in serializers.deserialize("yaml", Path(settings.BASE_DIR, FIXTURES[0]).read_text(encoding="utf-8"))
        if isinstance(row.object, Letter)
    ]
    letters = Letter.objects.working().filter(slug__in=shipped).exclude(pk__in=pending)
    copies = []
    for letter in letters.select_related("public").in_order_of_date():
        try:
            copies.append(decisions.publish_letter(letter, None, timezone.now(), REASON))
        except decisions.Refused as refusal:
            raise CommandError(f"{letter}: {refusal}") from refusal
    return copies
