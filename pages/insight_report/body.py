"""The insight report as it stands on its page: made once for all who read it."""

from __future__ import annotations

from markupsafe import Markup

from insight.export import html
from insight.export.insight_report import insight_report
from insight.store import Store, cached


def report_body(store: Store, area_code: str) -> Markup:
    """The chapters of a Place's report, or of the system's, as markup."""
    return html.body(cached(store, insight_report, area_code=area_code))
