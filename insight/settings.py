"""Where things are, and the few settings that come from the environment."""

from __future__ import annotations

import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
CATALOGUE = PROJECT / "data" / "catalogue"
FIGURES = PROJECT / "data" / "figures"
RAW = PROJECT / "data" / "raw"
MAPS = PROJECT / "static" / "maps"


def stores_folder() -> Path:
    """Folder of built stores: INSIGHT_STORES, or data/stores."""
    return Path(os.environ.get("INSIGHT_STORES", PROJECT / "data" / "stores"))


def edition() -> str:
    """'team' (default) or 'public', from INSIGHT_EDITION. Anything else is refused."""
    name = os.environ.get("INSIGHT_EDITION", "team")
    if name not in ("team", "public"):
        raise ValueError(f"INSIGHT_EDITION is '{name}'; it must be 'team' or 'public'")
    return name
