"""The insight report: figures, voices, silence and answers of one Place, or of the system.

`contents.assemble` gathers it from the same questions and sentences as the pages; `document`
sets it as HTML that stands alone, and `pdf` as a tagged PDF of that HTML.
"""
