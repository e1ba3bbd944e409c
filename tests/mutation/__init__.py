"""Mutation testing: would the tests notice if the code were a little wrong? docs/testing.md has the figures.

`make mutate` runs __main__.py; database.py gives each mutant a database of its own.
"""
