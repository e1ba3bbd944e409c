"""Series drawn as SVG by the server: what a reader sees before any script, on paper, in a feed and in an image.

A drawing is made of words and shapes in units of its own (a wide one is 960 wide, one for a phone 420). Colours stand
in it twice: as attributes with the light values, for whoever shows it without our stylesheet, and as classes by which
static/css/charts.css gives it the page's own colours, light or dark. No numbers are made here.

Read canvas.py and scale.py, then key.py, leaders.py, reach.py, under_axis.py and wording.py, which all share; then
periods.py, which is drawn as columns or as rows. flows, life, panels, running and whole are drawn alike, cards.py puts one on a
card, and outlines.py makes paths of its words.
"""
