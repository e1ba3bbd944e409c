"""A letter on its way into the ledger, with what was proposed and typed so far."""

from typing import Self

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.urls import reverse
from django.utils import timezone

from letters.models import Letter
from letters.reading.text.paper import Paper
from letters.reading.text.structure import structure_of_json


def paper_of(letter: Letter) -> Paper:
    """The Paper of a letter's text, with the tables and notes of its file where the intake of that text kept them."""
    intake = getattr(letter.working or letter, "intake", None)
    return intake.paper if intake and intake.text == letter.text else Paper(letter.text)


class IntakeQuerySet(models.QuerySet):
    def under_way(self) -> Self:
        return self.filter(finished_at=None)


class Intake(models.Model):
    """One letter being entered: its text, what the program proposed, and what a person typed or chose so far.

    `proposals` is what the program found when the intake began, with the structure that the file knew of its text; it
    does not change with the ledger or with a later version of the program. `answers` has every field of the page by its
    name, exactly as typed, also when it is not valid. `changes` tells what each version changed, so that two people's
    versions can be laid side by side. Nothing of it is in the ledger before `finished_at`.
    """

    text = models.TextField("tekst")
    fingerprint = models.CharField("vingerafdruk", max_length=64, db_index=True, editable=False)
    file_name = models.CharField("bestand", max_length=200, blank=True)
    form = models.CharField("vorm", max_length=20, blank=True, help_text="Zoals pdf of xml; leeg voor geplakte tekst.")
    proposals = models.JSONField("voorstellen", default=dict, encoder=DjangoJSONEncoder)
    answers = models.JSONField("antwoorden", default=dict, blank=True)
    letter = models.OneToOneField(
        Letter,
        verbose_name="brief",
        related_name="intake",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        help_text="De brief waarin de vindplaatsen worden nagelopen, of die hieruit is ontstaan.",
    )
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="begonnen door", related_name="+", null=True, on_delete=models.SET_NULL
    )
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="bewerkt door", related_name="+", null=True, on_delete=models.SET_NULL
    )
    created_at = models.DateTimeField("begonnen op", auto_now_add=True)
    edited_at = models.DateTimeField("bewerkt op", auto_now=True)
    finished_at = models.DateTimeField("klaar op", null=True, blank=True)
    version = models.PositiveIntegerField("versie", default=1)
    writers = models.JSONField(
        "wie schreef",
        default=dict,
        blank=True,
        help_text="De sleutels van wie plakte of invulde: per versie van de brief die zo ontstond, en onder “” tot dan toe.",
    )
    changes = models.JSONField(
        "wijzigingen", default=dict, blank=True, help_text="Per versie: de velden die zij veranderde, met wat er stond."
    )

    objects = IntakeQuerySet.as_manager()

    class Meta:
        verbose_name = "invoer van een brief"
        verbose_name_plural = "invoer van brieven"
        ordering = ["-edited_at", "-pk"]

    def __str__(self):
        return self.answers.get("letter-short_title") or self.file_name or f"Brief {self.pk}"

    def get_absolute_url(self):
        return reverse("admin:intake_letter", args=[self.pk])

    @property
    def paper(self):
        """The Paper of the text, with the tables and notes that its file had; of a pasted text they are found in it."""
        structure = self.proposals.get("structure")
        return Paper(self.text, structure and structure_of_json(structure))

    def save_answers(self, answers, user):
        """Saves these answers and the proposals as a new version; False where somebody saved one meanwhile."""
        before = {name: self.answers.get(name, "") for name in answers if answers[name] != self.answers.get(name, "")}
        changes = self.changes | {str(self.version + 1): before}
        writers = self.writers | ({"": sorted({*self.writers.get("", ()), user.pk})} if before and user else {})
        facts = {"answers": answers, "proposals": self.proposals, "changes": changes, "writers": writers}
        facts |= {"version": self.version + 1, "edited_by": user, "edited_at": timezone.now()}
        if not Intake.objects.filter(pk=self.pk, version=self.version, finished_at=None).update(**facts):
            return False
        for name, value in facts.items():
            setattr(self, name, value)
        return True

    def writers_once_in(self, version):
        """What `writers` is when all that was typed so far is in this version of the letter."""
        done = {number: keys for number, keys in self.writers.items() if number}
        return done | {str(version): self.writers.get("", [])}

    def discard(self, version):
        """Throws it away with its text; False where somebody saved another version meanwhile, or finished it."""
        found = Intake.objects.filter(pk=self.pk, version=version, finished_at=None)
        return bool(found.delete()[0])

    def answers_at(self, version):
        """The answers as they were in an earlier version."""
        later = sorted((int(number) for number in self.changes if int(number) > version), reverse=True)
        answers = self.answers
        for number in later:
            answers = answers | self.changes[str(number)]
        return answers
