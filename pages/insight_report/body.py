"""The insight report as it stands on its page: made once for all who read it."""

from __future__ import annotations

from markupsafe import Markup

from insight.export import html
from insight.export.insight_report import insight_report
from insight.language.number_format import counted
from insight.store import Store, cached
from pages.ui import finding


def report_body(store: Store, area_code: str) -> Markup:
    """A Place's report, or the system's, as markup: its summary, and its chapters to be opened."""
    report = cached(store, insight_report, area_code=area_code)
    chapters = Markup().join(
        finding.topic(
            each.name,
            Markup('<span class="tally">{}</span>').format(counted(len(each.findings), "part")),
            html.chapter(each, report),
            "",
            is_open=False,
        )
        for each in report.sections
    )
    return html.in_short(report) + chapters
