"""Streamlit's AppTest, which looks for components in packages only once.

It reads what every installed package says of itself whenever an app starts, and each test starts
one: most of a test's time.
"""

from __future__ import annotations

from functools import cache

from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

__all__ = ["AppTest"]

manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
