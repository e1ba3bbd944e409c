"""Readers tell us what is wrong. Read subjects.py (what a report can be about), limits.py (against floods), forms.py and
views.py; admin.py is where staff deal with them, context.py puts our own address under every page."""
