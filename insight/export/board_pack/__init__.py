"""The board pack: one Place, or the system, on paper or slides.

`contents.assemble` asks the same questions and says the same sentences as the pages, once, as
plain parts; `pdf` and `slides` only set them. So the two files hold the same figures and words.
"""
