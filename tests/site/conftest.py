"""Fixtures for the tests of the whole site."""

import pytest

from commitments.charts import images


@pytest.fixture
def pictures_as_svg(monkeypatch):
    """Each picture is answered as the SVG that it is made of: that can be searched, and takes no time to render."""
    monkeypatch.setattr(images, "png", lambda svg, width: f"{width} {svg}".encode())
