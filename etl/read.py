"""The old name of etl.opening, for readers that still use it."""

from etl.opening.content import (
    BrokenRow as BrokenRow,
)
from etl.opening.content import (
    Boundaries as Boundaries,
)
from etl.opening.content import (
    Table as Table,
)
from etl.opening.content import (
    Unreadable as Unreadable,
)
from etl.opening.content import (
    UnreadableFile as UnreadableFile,
)
from etl.opening.open_file import read_file as read_file
