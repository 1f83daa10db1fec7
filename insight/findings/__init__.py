"""One builder for each finding: page, board pack, report, file and release draw the same object.

A builder takes the store first and ids after it, and gives a `Finding`, or None where
there is nothing to find. It knows no page and writes no markup.
"""

from insight.findings.finding import Finding, Link
from insight.findings.table import Cell, Column, DataTable, Words, cell

__all__ = ["Cell", "Column", "DataTable", "Finding", "Link", "Words", "cell"]
