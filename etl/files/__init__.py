"""The files of a build: each is opened, recognised and read, and its rows are accounted for.

Every row of a file is in the end loaded, outside or refused, and `file_tables` says how many
are which.
"""

from etl.files.file import NOT_OUR_AREAS, File, Report
from etl.files.reading import NOT_OUR_MEASURES, read
from etl.files.recognition import NOT_FOLLOWED, open_all, open_each
from etl.files.tables import FILE_TABLES, NO_ROWS, file_tables

__all__ = [
    "FILE_TABLES",
    "NOT_FOLLOWED",
    "NOT_OUR_AREAS",
    "NOT_OUR_MEASURES",
    "NO_ROWS",
    "File",
    "Report",
    "file_tables",
    "open_all",
    "open_each",
    "read",
]
