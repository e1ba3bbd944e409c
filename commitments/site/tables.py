"""The tables of commitments and of mentions: their columns, how they sort, how many rows a page has.

The rows are drawn by templates/commitments/_table.html and _mention_table.html, some ten times faster than by
django-tables2's own template.
"""

import django_tables2 as tables
from django.db.models import Case, F, When
from django_tables2 import RequestConfig

from commitments.models import Commitment, Mention

ROWS_PER_PAGE = 50


class CommitmentTable(tables.Table):
    title = tables.Column(verbose_name="Toezegging", order_by=("title", "pk"))
    amount_eur = tables.Column(verbose_name="Bedrag", order_by=("amount_eur", "pk"), attrs={"th": {"class": "number"}})
    year = tables.Column(verbose_name="Jaar", order_by=("year", "end_year", "pk"))
    category = tables.Column(verbose_name="Categorie", order_by=("category__position", "pk"))
    stage = tables.Column(verbose_name="Fase")
    letter = tables.Column(verbose_name="Brief", order_by=("letter__date", "pk"))
    standing = tables.Column(verbose_name="Telt mee?", order_by=("standing", "pk"), empty_values=())

    class Meta:
        model = Commitment
        fields = ()
        order_by = ("standing",)

    def order_standing(self, commitments, is_descending):
        """Those that count first, and of both the newest letters first: a reader who asks how much meets that money first."""
        return commitments.order_by("counts" if is_descending else "-counts", "-letter__date", "pk"), True

    def order_amount_eur(self, commitments, is_descending):
        """What has no euros comes last, either way and on every engine."""
        amount = F("amount_eur")
        ordered = amount.desc(nulls_last=True) if is_descending else amount.asc(nulls_last=True)
        return commitments.order_by(ordered, "-pk" if is_descending else "pk"), True

    def order_stage(self, commitments, is_descending):
        """As sure as they are: announced, reserved, allocated, delivered."""
        ladder = Case(*(When(stage=stage, then=place) for place, stage in enumerate(Commitment.Stage.values)))
        return commitments.order_by(ladder.desc() if is_descending else ladder.asc(), "pk"), True

    def order_letter(self, commitments, is_descending):
        """Newest first turns the letters around, not the commitments of one letter, which stay as they were entered."""
        return commitments.order_by("-letter__date" if is_descending else "letter__date", "pk"), True


def commitment_table(request, commitments):
    """The table of these commitments, sorted and paged as the URL says; nonsense there gives the first page."""
    rows = (
        commitments.with_standing()
        .with_counted_share()
        .select_related("category", "letter__dossier")
        .defer("letter__text")
    )
    table = CommitmentTable(rows)
    RequestConfig(request, paginate={"per_page": ROWS_PER_PAGE, "silent": True}).configure(table)
    return table


class MentionTable(tables.Table):
    amount = tables.Column(verbose_name="Bedrag", order_by=("amount", "pk"), attrs={"th": {"class": "number"}})
    verdict = tables.Column(verbose_name="Oordeel", order_by=("verdict", "letter__date", "position", "pk"))
    quote = tables.Column(verbose_name="Citaat", orderable=False)
    commitment = tables.Column(verbose_name="Toezegging", order_by=("commitment__title", "pk"))
    letter = tables.Column(verbose_name="Brief", order_by=("letter__date", "letter_id", "position", "pk"))

    class Meta:
        model = Mention
        fields = ()
        order_by = ("letter",)


def mention_table(request, mentions):
    """The table of these mentions, sorted and paged as the URL says; nonsense there gives the first page."""
    table = MentionTable(mentions.select_related("letter__dossier", "commitment").defer("letter__text"))
    RequestConfig(request, paginate={"per_page": ROWS_PER_PAGE, "silent": True}).configure(table)
    return table
