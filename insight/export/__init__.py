"""Figures on their way out: images, tables, a citation, and packs of pages for a board.

Everything starts from what the page shows: the same Plotly figure, the same map payload, the
same frame, the same sentences. Nothing is worked out again, so paper and screen cannot disagree.
Import the modules, not this package: a page that only shows figures need not load what draws
them to files.
"""
