"""Every list with its columns, to be explained on a page: whoever opens a CSV reads there what a column holds."""

from . import categories, charts, commitments, corrections, letters, mentions, ministers, outcomes
from .table import Column

LISTS: tuple[tuple[str, tuple[Column, ...]], ...] = (
    ("Toezeggingen", commitments.COLUMNS),
    ("Vindplaatsen", mentions.COLUMNS),
    ("Brieven", letters.COLUMNS),
    ("Bewindspersonen", ministers.COLUMNS),
    ("Categorieën", categories.COLUMNS),
    ("Uitkomsten", outcomes.COLUMNS),
    ("Correcties", corrections.COLUMNS),
    ("Grafieken", (*charts.COLUMNS.values(), charts.NOTE)),
)
