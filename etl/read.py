"""The old name of etl.opening, for readers that still use it."""

from etl.opening.content import Boundaries, BrokenRow, Table, Unreadable, UnreadableFile
from etl.opening.open_file import read_file

__all__ = ["Boundaries", "BrokenRow", "Table", "Unreadable", "UnreadableFile", "read_file"]
