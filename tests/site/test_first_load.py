"""What a reader's first page weighs, as production serves it."""

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from .urls import parse, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

MOST_KB = 25  # of the page with its drawings and numbers, and of the stylesheets
MOST_SCRIPT_KB = 25


def compressed(text, quality):
    return len(brotli.compress(text.encode() if isinstance(text, str) else text, quality=quality))


def static(address):
    path = finders.find(address.removeprefix("/static/"))
    assert path, address
    with open(path, "rb") as file:
        return file.read()


def weight(client, address):
    """The bytes of the page (compressed for each reader) and its stylesheets (compressed once), and of its scripts."""
    text = text_of(client.get(address))
    document, _ = parse(text)
    sheets = [link.get("href") for link in document.iter("link") if link.get("rel") == "stylesheet"]
    scripts = [script.get("src") for script in document.iter("script") if script.get("src")]
    page = compressed(text, 5) + sum(compressed(static(sheet), 11) for sheet in sheets)
    return page, sum(compressed(static(script), 11) for script in scripts), [*sheets, *scripts]


@pytest.mark.parametrize("name", ["overview", "timeline", "categories", "flows"])
def test_a_page_with_charts_is_light_and_asks_for_no_plotly(name, ledger, client):
    page, scripts, asked = weight(client, reverse(name))
    assert [address for address in asked if "plotly" in address] == []
    assert page <= MOST_KB * 1024, f"{page / 1024:.1f} KB"
    assert scripts <= MOST_SCRIPT_KB * 1024, f"{scripts / 1024:.1f} KB"


def test_the_numbers_of_a_chart_come_with_its_drawing_and_the_figure_only_on_request(ledger, client):
    document, _ = parse(text_of(client.get(reverse("overview"))))
    frames = [frame for frame in document.iter("div") if frame.get("class") == "frame"]
    assert [frame.get("data-figure") for frame in frames] == ["/grafieken/per-jaar.json"]
    assert [sum(one.tag.endswith("}svg") for one in frame.iter()) for frame in frames] == [2], "wide and narrow"
    assert not [script for script in document.iter("script") if script.get("type") == "application/json"]
