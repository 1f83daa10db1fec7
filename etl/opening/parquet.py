"""Tables in Parquet files."""

from __future__ import annotations

import io

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from etl.opening import content as limits
from etl.opening.content import Table, UnreadableFile, too_large
from etl.opening.header import Header, table_of
from etl.opening.sheet_reader import cell_text

MOST_CELLS = 100_000_000  # a few bytes may stand for any number of equal cells


def parquet_table(content: bytes, shown_path: str) -> Table:
    """The table in a Parquet file; cells that are no text, number or day are left out.

    Raises UnreadableFile.
    """
    try:
        file = pq.ParquetFile(io.BytesIO(content))
        about = file.metadata
        size = sum(about.row_group(each).total_byte_size for each in range(about.num_row_groups))
        if size > limits.LARGEST_TABLE_BYTES or about.num_rows * about.num_columns > MOST_CELLS:
            raise too_large("the file")
        found = file.read()
    except UnreadableFile:
        raise
    except Exception as error:  # pyarrow raises whatever the damage leads it to
        raise UnreadableFile("the Parquet file is damaged or cut short") from error
    names = [name for name in found.column_names if name != "__index_level_0__"]
    if not names:
        raise UnreadableFile("the file holds no columns")
    columns = {place: _texts(found.column(name)) for place, name in enumerate(names)}
    index = pd.RangeIndex(2, 2 + found.num_rows)  # as in a text file, where the header is row 1
    rows = pd.DataFrame(columns, index=index, dtype=str)
    return table_of(shown_path, Header(1, tuple(names)), rows)


def _texts(column: pa.ChunkedArray) -> list[str]:
    if pa.types.is_nested(column.type) or pa.types.is_binary(column.type):
        return [""] * len(column)
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    missing = (None,)
    return [
        "" if cell in missing or cell != cell else cell_text(cell) for cell in column.to_pylist()
    ]
