"""Being written."""

from pages.parts import panels

panels.title("Being written")
