"""Tests of the whole site. They read its addresses from the URL configuration, so that a new page is tested too."""
