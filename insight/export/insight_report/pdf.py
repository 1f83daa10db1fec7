"""The insight report as a tagged PDF (PDF/UA-1), set from its HTML."""

from __future__ import annotations

from insight.export.board_pack.pdf import NoPango
from insight.export.insight_report.document import html
from insight.export.insight_report.parts import Report


def pdf(report: Report) -> bytes:
    """The report as PDF, A4. Raises NoPango."""
    try:
        import weasyprint
    except OSError as error:  # what loading a missing library raises
        raise NoPango from error
    page = weasyprint.HTML(string=html(report)).render()
    content: bytes = page.write_pdf(pdf_variant="pdf/ua-1")
    return content
