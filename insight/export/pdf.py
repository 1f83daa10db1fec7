"""A document as PDF: A4, tagged for screen readers (PDF/UA-1), set from its HTML.

WeasyPrint needs Pango, a library that is not a Python package; where that is missing, NoPango
says what to install.
"""

from __future__ import annotations

from insight.export.document import Document, Progress, no_progress
from insight.export.html import html


class NoPango(RuntimeError):
    """This machine lacks the library that sets PDF files. The message says what to install."""

    def __init__(self) -> None:
        super().__init__(
            "A PDF cannot be made on this machine: the library Pango is missing. "
            "On Debian or Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0. "
            "On a Mac: brew install pango. On Windows: install Pango with MSYS2. "
            "The PowerPoint pack and the HTML report need none of this."
        )


def pdf(document: Document, progress: Progress = no_progress) -> bytes:
    """The document as PDF. Raises NoPango, and NoFonts where pictures cannot be lettered."""
    try:
        import weasyprint
    except OSError as error:  # what loading a missing library raises
        raise NoPango from error
    progress("setting the pages", 0, 1)
    page = weasyprint.HTML(string=html(document)).render()
    content: bytes = page.write_pdf(pdf_variant="pdf/ua-1")
    return content
