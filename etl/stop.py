"""What ends a command before its time."""

from __future__ import annotations


class Stop(Exception):
    """A command cannot go on; the message says why, and what to do where something can be done."""
