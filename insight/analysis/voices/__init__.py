"""Figures and what people say, laid side by side.

`figure_side` judges the figures of a subject, `voice_side` says what may be shown of people's
words on it, `subjects` puts the two beside each other in one word, and `silence` finds where
there is a need and nobody, or too few, have been heard. Side by side is never cause: none of the
words says that one thing explains another.
"""
