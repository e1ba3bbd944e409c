"""Where each amount stands in the text of its letter is kept with the mention, for the letters that are there too.

How a quote was found on the day of this migration stands here whole: what the program does later does not change it.
"""

import re
import unicodedata
from bisect import bisect_left

from django.db import migrations, models

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
TO_SUPERSCRIPT = str.maketrans("0123456789", SUPERSCRIPTS)
FROM_SUPERSCRIPT = str.maketrans(SUPERSCRIPTS, "0123456789")
SAME_SIGN = str.maketrans({**dict.fromkeys("‐‑‒–—―−", "-"), **dict.fromkeys('‘’‚‛‹›`´“”„‟«»"', "'")})

# First step: what a sign is.
SIGN = re.compile(
    r"<sup>\s*(?P<sup>[0-9]{1,3})\s*</sup>"
    r"|(?P<nothing>[*_\\\u200b-\u200d\u2060\ufeff]|\u00ad\s*)"
    r"|.[\u0300-\u036f]*",
    re.DOTALL,
)
# Second step: what a sign means between its neighbours. Letters are [^\W\d_].
TOKEN = re.compile(
    rf"(?P<mark>[{SUPERSCRIPTS}]+"
    r"|(?:(?<=[^\W\d_][^\W\d_])(?<!EUR)(?<!USD)|(?<=[^\W\d_][.,;:!?)\]'])|(?<=[)\]'][.,;:!?)\]']))"
    r"[0-9]{1,3}(?![0-9]|[.,][0-9]|\s*%|\s*(?:(?:miljoen|miljard|biljoen|duizend)(?:en)?|mln|mld|mrd|bln|euro|dollars?|procent)\b)"
    r"|(?<=[^0-9.,](?:19|20)[0-9]{2}\.)[0-9]{1,2}(?=\s+[A-Z]|\s*\Z))"  # the end of a sentence: "in 2022.3"
    r"|(?P<broken>(?<=[^\W\d_])-\s*(?=[^\W\d_]))"
    r"|(?P<hyphen>(?<=\w)-\s*(?=\w))"
    r"|(?P<space>\s+)"
    r"|.",
    re.DOTALL,
)


def _signs(text):
    """(sign, start, end) for each sign that is left; start and end are places in the text."""
    for match in SIGN.finditer(text):
        if match["nothing"]:
            continue
        if match["sup"]:
            signs = match["sup"].translate(TO_SUPERSCRIPT)
        elif match[0].isascii() or match[0] in SUPERSCRIPTS:
            signs = match[0].translate(SAME_SIGN)
        else:
            signs = unicodedata.normalize("NFKC", match[0].translate(SAME_SIGN))
        for sign in signs:
            yield sign, *match.span()


class _Text:
    """A text in which quotes are found, whatever its line breaks, hyphens, dashes, quotation marks and footnote marks."""

    def __init__(self, text):
        signs = list(_signs(text))
        kept, self.marks = [], {}
        for token in TOKEN.finditer("".join(sign for sign, _, _ in signs)):
            _, start, end = signs[token.start()]
            if token["mark"]:
                self.marks[len(kept)] = token["mark"].translate(FROM_SUPERSCRIPT)
            elif token["space"]:
                if kept and kept[-1][0] != " ":
                    kept.append((" ", start, end))
            elif not token["broken"]:
                kept.append((token[0][0], start, end))
        normal, self.starts, self.ends = zip(*kept, strict=True) if kept else ((), (), ())
        self.normal = "".join(normal)

    def find(self, quote, start=0):
        """The (start, end) of the first place of this quote from `start` on, as whole words and numbers, or None."""
        wanted = _Text(quote)
        text = wanted.normal.rstrip(" -")
        if not text:
            return None
        place = self.normal.find(text, bisect_left(self.starts, start))
        while place >= 0:
            if self._is_whole(place, place + len(text)) and self._has_same_marks(place, wanted):
                return self.starts[place], self.ends[place + len(text) - 1]
            place = self.normal.find(text, place + 1)
        return None

    def _is_whole(self, start, end):
        return not (self._is_inside_word(start) or self._is_inside_word(end))

    def _is_inside_word(self, place):
        if not 0 < place < len(self.normal):
            return False
        before, after = self.normal[place - 1], self.normal[place]
        if before.isalnum() and after.isalnum():
            was_parted = self.ends[place - 1] < self.starts[place]  # by a hyphen or a footnote mark
            return before.isdigit() or after.isdigit() or not was_parted
        return bool(re.search("[0-9][.,][0-9]", self.normal[max(place - 2, 0) : place + 2]))

    def _has_same_marks(self, place, wanted):
        return all(self.marks.get(place + at, mark) == mark for at, mark in wanted.marks.items())


def _places(mentions, text):
    """(start, end, mention) where the amounts of these mentions stand in the text; those not found left out."""
    normalised, places, after = _Text(text), [], {}
    for mention in mentions:
        quote = normalised.find(mention.quote, after.get(mention.quote, 0)) or normalised.find(mention.quote)
        amount = normalised.find(mention.amount_as_written, quote[0]) if quote else None
        if quote and amount:
            after[mention.quote] = quote[1]
            places.append((*amount, mention))
    return places


def find_amounts(apps, schema_editor):
    Letter, Mention = apps.get_model("letters", "Letter"), apps.get_model("commitments", "Mention")
    written = Mention.objects.exclude(letter__text="").order_by("letter_id").values_list("letter_id", flat=True)
    for letter in Letter.objects.filter(pk__in=list(written.distinct())).only("text").iterator(chunk_size=20):
        places = _places(Mention.objects.filter(letter=letter).order_by("position", "pk"), letter.text)
        for start, end, mention in places:
            mention.start, mention.end = start, end
        Mention.objects.bulk_update([mention for *_, mention in places], ["start", "end"], batch_size=200)


class Migration(migrations.Migration):

    dependencies = [
        ('commitments', '0005_roles'),
        ('letters', '0003_only_copies_are_public'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalmention',
            name='end',
            field=models.PositiveIntegerField(editable=False, null=True, verbose_name='eindigt voor teken'),
        ),
        migrations.AddField(
            model_name='historicalmention',
            name='start',
            field=models.PositiveIntegerField(editable=False, help_text='Waar het bedrag in de tekst van de brief staat.', null=True, verbose_name='begint op teken'),
        ),
        migrations.AddField(
            model_name='mention',
            name='end',
            field=models.PositiveIntegerField(editable=False, null=True, verbose_name='eindigt voor teken'),
        ),
        migrations.AddField(
            model_name='mention',
            name='start',
            field=models.PositiveIntegerField(editable=False, help_text='Waar het bedrag in de tekst van de brief staat.', null=True, verbose_name='begint op teken'),
        ),
        migrations.AddConstraint(
            model_name='mention',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('end__isnull', True), ('start__isnull', True)), models.Q(('end__isnull', False), ('start__isnull', False), ('start__lt', models.F('end'))), _connector='OR'), name='a_place_in_the_text_begins_before_it_ends', violation_error_message='Een plaats in de tekst begint voor zij eindigt.'),
        ),
        migrations.RunPython(find_amounts, migrations.RunPython.noop),
    ]
