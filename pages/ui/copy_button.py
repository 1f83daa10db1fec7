"""A button that copies words, and a picture with them; by keyboard as with a mouse, and it says so.

Where a picture goes with the words, what is pasted into a document or an e-mail holds both; into a
field for plain text, the words.
"""

from __future__ import annotations

import base64

from markupsafe import Markup

# The script of the frame (pages/shell/links.js) copies what these attributes hold.
BUTTON = Markup('<button type="button" class="copy" data-copy="{}"{}>{}</button>')
# As an address: Streamlit takes attributes away that look like markup.
PICTURE = Markup(' data-picture="data:image/svg+xml;base64,{}" data-alt="{}"')


def copy_button(label: str, words: str, picture: str = "", alt: str = "") -> Markup:
    """Copies the words when it is pressed. picture: an SVG to go with them; alt: it in words."""
    drawn = PICTURE.format(base64.b64encode(picture.encode()).decode(), alt) if picture else ""
    return BUTTON.format(words, drawn, label)
