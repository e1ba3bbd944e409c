"""What a reader asks of the site, as the address has it: the peildatum and the filters, which every link keeps."""

from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import SimpleLazyObject

LONGEST = 200  # characters; no filter takes more
# Everything that can be asked, by its name in the address, and what a page calls it that cannot answer it.
ASKED = {
    "as_of": "de peildatum",
    "q": "het zoekwoord",
    "year": "het jaar",
    "category": "de categorie",
    "stage": "de fase",
    "minister": "de bewindspersoon",
    "letter": "de brief",
    "channel": "het kanaal",
    "verdict": "het oordeel",
    "amount_min": "het laagste bedrag",
    "amount_max": "het hoogste bedrag",
    "definitie": "de definitie",
}

# Every parameter that some public page or file reads; any other changes nothing in what is answered.
ACCEPTED = (*ASKED, "page", "sort", "since", "per", "shape", "commitment", "vanaf")


class Question:
    """The peildatum and filters of one address. In a template it prints itself as the end of a link: "?year=2024"."""

    def __init__(self, query):
        self.asked = QueryDict(mutable=True)
        self._page = query.get("page", "")
        for name in ASKED:
            value = query.get(name, "")
            if value and len(value) <= LONGEST:
                self.asked[name] = value

    def __str__(self):
        return f"?{self.asked.urlencode()}" if self.asked else ""

    def asked_of(self, **row):
        """What is asked, of the row that the page is about: `category="military"`."""
        asked = self.asked.copy()
        for name, slug in row.items():
            asked[name] = slug
        return asked

    def on(self, day):
        """The same question of another day, as the end of a link."""
        asked = self.asked.copy()
        asked["as_of"] = day.isoformat()
        return f"?{asked.urlencode()}"

    @property
    def around_search(self):
        """What is asked besides a word, as (name, value) pairs: the box at the head of a page searches in that."""
        return [(name, value) for name, value in self.asked.items() if name != "q"]

    @property
    def day(self):
        """The peildatum alone, as the end of a link that lets go of the filters: it is no filter."""
        return f"?{urlencode({'as_of': self.asked['as_of']})}" if "as_of" in self.asked else ""

    def not_in(self, names):
        """What is asked but is not among these names, in words."""
        return [words for name, words in ASKED.items() if name in self.asked and name not in names]

    @property
    def is_of_one_filter(self):
        """Whether all that is asked is one filter, and nothing of another day."""
        return len(self.asked) == 1 and "as_of" not in self.asked

    @property
    def canonical(self):
        """The end of the address that a search engine keeps: with the page of a long list, without its order."""
        asked = self.asked.copy()
        if self._page.isdecimal() and self._page not in ("0", "1") and len(self._page) < 6:
            asked["page"] = self._page
        return f"?{asked.urlencode()}" if asked else ""


def question(request):
    """Context for every template: the Question of this address, read where a page has a link."""
    return {"question": SimpleLazyObject(lambda: Question(request.GET))}
