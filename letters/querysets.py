"""Which letters and ministers a page may show. Every public view begins with `published()`."""

from django.db import models

from ukrainesteun.editions.models import EditionQuerySet


class DossierQuerySet(EditionQuerySet):
    def get_by_natural_key(self, number):
        return self.working().get(number=number)

    def found_or_made(self, number, title, user, now):
        """The working dossier of this number, as `parse_dossier` gives it. One that is new gets the title, as far as it
        fits, and is made by this user (None: a command) now; one that is there keeps its own."""
        longest = self.model._meta.get_field("title").max_length
        dossier, _ = self.working().get_or_create(
            number=number, defaults={"title": title[:longest], "edited_by": user, "edited_at": now}
        )
        return dossier


class BySlugQuerySet(EditionQuerySet):
    def get_by_natural_key(self, slug):
        return self.working().get(slug=slug)


class MinisterQuerySet(BySlugQuerySet):
    def published(self):
        """Ministers under at least one published letter."""
        published = self.model.signatures.rel.related_model.objects.published()
        return self.filter(models.Exists(published.filter(minister=models.OuterRef("pk"))))

    def with_published_signatures(self):
        """Each with `published_signatures`, newest letter first, and `letter_count`."""
        published = self.model.signatures.rel.related_model.objects.published()
        return self.annotate(
            letter_count=models.Count(
                "signatures__letter", filter=models.Q(signatures__letter__published_at__isnull=False), distinct=True
            )
        ).prefetch_related(models.Prefetch("signatures", published.order_by("-letter__date"), "published_signatures"))


class LetterQuerySet(BySlugQuerySet):
    def published(self):
        return self.filter(published_at__isnull=False)

    def as_of(self, peildatum):
        """Only letters dated on or before the peildatum; None leaves out nothing."""
        return self if peildatum is None else self.filter(date__lte=peildatum)

    def newest_first(self):
        return self.order_by("-date", "-pk")

    def in_order_of_date(self):
        return self.order_by("date", "pk")

    def without_text(self):
        """Without the letters' full text, which only a letter's own page reads."""
        return self.defer("text")

    def with_signatures(self):
        return self.prefetch_related("signatures__minister")


class SignatureQuerySet(models.QuerySet):
    def published(self):
        """Signatures under published letters."""
        return self.filter(letter__published_at__isnull=False)

    def get_by_natural_key(self, letter_slug, minister_slug, office):
        working = self.filter(letter__is_public_copy=False)
        return working.get(letter__slug=letter_slug, minister__slug=minister_slug, office=office)
