"""The form as a reader meets it: without scripts, with a mistake in it, on any screen."""

import pytest
from django.urls import reverse

from commitments.models import Report
from tests.browsing import follow
from tests.site.test_accessibility import LOOKS, found_by_axe, found_by_sniffer, look
from tests.site.test_browser import scrolls_sideways

pytestmark = pytest.mark.looks

TEXT = "In de brief van 20 februari staat 2,6 miljard, niet 2,5."


def test_from_a_letter_a_reader_tells_what_is_wrong_without_a_script(live_ledger, open_page):
    page = open_page(java_script_enabled=False)
    page.goto("/brieven/kst-36045-171/")
    follow(page.locator("main").get_by_role("link", name="Klopt dit niet? Meld het"))
    assert page.locator("[name=website]").is_hidden()
    page.get_by_label("Wat klopt er niet").fill(TEXT)
    follow(page.get_by_role("button", name="Verstuur"))
    assert page.get_by_role("heading", level=1).inner_text() == "Dank u: wij kijken ernaar"
    assert (Report.objects.get().kind, Report.objects.get().text) == ("brief", TEXT)
    follow(page.get_by_role("link", name="Terug naar de brief"))
    assert page.url.endswith("/brieven/kst-36045-171/")


def test_two_engines_find_nothing_wrong_on_a_form_that_was_refused(live_ledger, page, axe):
    page.goto(f"{reverse('report')}?over=/tijdlijn/")
    page.evaluate("document.querySelector('form.tell').noValidate = true")
    page.get_by_label("Uw e-mailadres").fill("geen adres")
    follow(page.get_by_role("button", name="Verstuur"))
    page.get_by_role("alert").wait_for()
    known, found = {}, {}
    for name in LOOKS:
        look(page, name)
        problems = found_by_axe(page, axe, name, known) + found_by_sniffer(page)
        if problems or scrolls_sideways(page):
            found[name] = problems or "it scrolls sideways"
    assert found == {}
    page.get_by_role("link", name="Dit is geen e-mailadres.").click()
    assert page.evaluate("document.activeElement.id") == "id_email"
