"""What stays together where a line ends, in a text and in a template."""

import datetime

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from ukrainesteun.lines import held
from ukrainesteun.money import NBSP

pytestmark = pytest.mark.looks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("stand van 4 maart 2025.", "stand van 4~maart~2025."),
        ("17 nov 2023", "17~nov~2023"),
        ("op 24 februari begon het", "op 24~februari begon het"),
        ("Kamerstuk 36 045, nr. 171", "Kamerstuk 36~045, nr.~171"),
        ("Kamerstuk 21 501-20, nr. 2189", "Kamerstuk 21~501-20, nr.~2189"),
        ("12 meisjes en 3 maarten, nr. zoveel, 36 045 tanks", "12 meisjes en 3 maarten, nr. zoveel, 36 045 tanks"),
        ("124 mei 2024; sinds januari 2024", "124 mei~2024; sinds januari~2024"),
        ("", ""),
    ],
)
def test_a_day_and_the_number_of_a_document_stay_whole(text, expected):
    assert held(text) == expected.replace("~", NBSP)


@given(st.text())
def test_only_spaces_change_and_a_second_time_changes_nothing(text):
    assert held(text).replace(NBSP, " ") == text.replace(NBSP, " ")
    assert held(held(text)) == held(text)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('{{ day|date:"j F Y" }}', "4~maart~2025"),
        ('{{ day|date:"j b Y" }}', "4~mrt~2025"),
        ('{{ day|date:"Y-m-d" }}', "2025-03-04"),
        ('{{ nothing|date:"j F Y" }}', ""),
        ("{{ text|unbroken }}", '&lt;b&gt; van 4~maart~2025 voor <span class="nowrap">2024-2026</span> samen'),
    ],
)
def test_a_template_prints_them_whole_and_a_period_too(source, expected):
    context = Context(
        {"day": datetime.date(2025, 3, 4), "nothing": None, "text": "<b> van 4 maart 2025 voor 2024-2026 samen"}
    )
    assert Template(source).render(context) == expected.replace("~", NBSP)
