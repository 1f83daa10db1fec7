"""The log of a server as lines of JSON, without what anybody typed, chose or is called.

INSIGHT_LOG=json switches it on; the service files do. A fault is told by its kind and by where it
happened, never in its own words, which may quote what it stumbled on. Of what others log the same
is kept, and their words as they stand in their code, before anything was put into them.
"""

from __future__ import annotations

import json
import logging
import sys
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from insight import settings

LOGGER = logging.getLogger("dashboard")


def settle() -> None:
    """Have everything logged from here on as lines of JSON, where that is asked for."""
    if settings.log_format() != "json":
        return
    logging.setLogRecordFactory(record)
    LOGGER.addHandler(logging.StreamHandler(sys.stdout))
    LOGGER.setLevel(logging.INFO)
    LOGGER.propagate = False


def settle_server() -> None:
    """The same for what the web server logs, which sets up a format of its own before it starts."""
    if settings.log_format() == "json":
        for handler in logging.getLogger("uvicorn").handlers:
            handler.setFormatter(logging.Formatter("%(message)s"))


def record(
    name: str,
    level: int,
    path: str,
    line: int,
    message: object,
    values: Any,
    fault: Any,
    function: str | None = None,
    stack: str | None = None,
    **more: Any,
) -> logging.LogRecord:
    """What the log keeps of one record. Its arguments are those of `logging.LogRecord`.

    values: of our own records what it says, by name.
    """
    said: dict[str, object] = {
        "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "level": logging.getLevelName(level).lower(),
        "logger": name,
    }
    if name == LOGGER.name or values:
        said["event"] = str(message)
    if name == LOGGER.name and values and isinstance(values[0], Mapping):
        said |= values[0]
    else:
        said["from"] = f"{_short(path)}:{line}"
    if fault and fault[0] is not None:
        said["error"] = fault[0].__name__
        said["where"] = [
            f"{_short(each.filename)}:{each.lineno}" for each in traceback.extract_tb(fault[2])
        ]
    return logging.LogRecord(name, level, path, line, json.dumps(said), (), None, function)


def _short(path: str) -> str:
    return "/".join(Path(path).parts[-3:])
