"""The groups of staff, which tests make again after a test with real transactions."""

import pytest
from django.contrib.auth.models import Group

from tests.conftest import make_groups

pytestmark = pytest.mark.django_db

GIVEN_BY_LATER_MIGRATIONS = {"view_report", "add_change", "add_outcome", "add_explanation"}


def permissions():
    return {group.name: set(group.permissions.values_list("codename", flat=True)) for group in Group.objects.all()}


def test_groups_that_are_made_again_have_the_permissions_of_every_migration():
    before = permissions()
    Group.objects.all().delete()
    make_groups()
    assert permissions() == before
    assert before["redacteur"] >= GIVEN_BY_LATER_MIGRATIONS
