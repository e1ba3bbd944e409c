"""Which letters and ministers a page may show. Every public view begins with `published()`."""

# mypy: allow-any-generics
# django-stubs gives these classes their row, but only where none is asked for.

import datetime
from typing import Any, Self

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models

from ukrainesteun.editions.models import EditionQuerySet


class DossierQuerySet(EditionQuerySet):
    model: Any  # Dossier; the models stand on this module

    def get_by_natural_key(self, number: str) -> Any:
        return self.working().get(number=number)

    def found_or_made(self, number: str, title: str, user: AbstractBaseUser | None, now: datetime.datetime) -> Any:
        """The working dossier of this number, as `parse_dossier` gives it. One that is new gets the title, as far as it
        fits, and is made by this user (None: a command) now; one that is there keeps its own."""
        longest = self.model._meta.get_field("title").max_length
        dossier, _ = self.working().get_or_create(
            number=number, defaults={"title": title[:longest], "edited_by": user, "edited_at": now}
        )
        return dossier


class BySlugQuerySet(EditionQuerySet):
    def get_by_natural_key(self, slug: str) -> Any:
        return self.working().get(slug=slug)


class MinisterQuerySet(BySlugQuerySet):
    model: Any  # Minister

    def published(self) -> Self:
        """Ministers under at least one published letter."""
        published = self.model.signatures.rel.related_model.objects.published()
        return self.filter(models.Exists(published.filter(minister=models.OuterRef("pk"))))

    def as_of(self, peildatum: datetime.date | None) -> Self:
        """Only who stands under a published letter up to the peildatum; None leaves out nobody."""
        if peildatum is None:
            return self
        known = self.model.signatures.rel.related_model.objects.published().as_of(peildatum)
        return self.filter(models.Exists(known.filter(minister=models.OuterRef("pk"))))

    def with_published_signatures(self, peildatum: datetime.date | None = None) -> Self:
        """Each with `published_signatures`, newest letter first, of letters up to the peildatum.

        `letter_count` are those letters, `signed_count` those that the minister signed, not somebody else on behalf of them.
        """
        known = self.model.signatures.rel.related_model.objects.published().as_of(peildatum)
        known = known.select_related("letter").defer("letter__text")
        is_known = models.Q(signatures__letter__published_at__isnull=False)
        if peildatum:
            is_known &= models.Q(signatures__letter__date__lte=peildatum)
        has_signed = is_known & models.Q(signatures__manner=self.model.signatures.rel.related_model.Manner.SIGNED)
        return self.annotate(
            letter_count=models.Count("signatures__letter", filter=is_known, distinct=True),
            signed_count=models.Count("signatures__letter", filter=has_signed, distinct=True),
        ).prefetch_related(models.Prefetch("signatures", known.order_by("-letter__date"), "published_signatures"))


class LetterQuerySet(BySlugQuerySet):
    def published(self) -> Self:
        return self.filter(published_at__isnull=False)

    def as_of(self, peildatum: datetime.date | None) -> Self:
        """Only letters dated on or before the peildatum; None leaves out nothing."""
        return self if peildatum is None else self.filter(date__lte=peildatum)

    def newest_first(self) -> Self:
        return self.order_by("-date", "-pk")

    def in_order_of_date(self) -> Self:
        return self.order_by("date", "pk")

    def without_text(self) -> Self:
        """Without the letters' full text, which only a letter's own page reads."""
        return self.defer("text")

    def with_signatures(self) -> Self:
        return self.prefetch_related("signatures__minister")


class SignatureQuerySet(models.QuerySet):
    def published(self) -> Self:
        """Signatures under published letters."""
        return self.filter(letter__published_at__isnull=False)

    def as_of(self, peildatum: datetime.date | None) -> Self:
        """Only those under letters up to the peildatum; None leaves out nothing."""
        return self if peildatum is None else self.filter(letter__date__lte=peildatum)

    def get_by_natural_key(self, letter_slug: str, minister_slug: str, office: str) -> Any:
        working = self.filter(letter__is_public_copy=False)
        return working.get(letter__slug=letter_slug, minister__slug=minister_slug, office=office)
