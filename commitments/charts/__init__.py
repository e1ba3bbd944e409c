"""From totals to a chart with its title, drawing, figure, table and files. Read series/, titles.py, drawings/, figures.py,
selection.py and catalogue.py in that order; images.py makes a PNG of a card, examples.py invents rows for /stijl/."""
