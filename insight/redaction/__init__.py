"""Personal details in what people write: what they look like, and how they are taken out.

Nothing is imported here: patterns take half a second to make, and most of what needs the lists of
words (the roles of people who sign in, say) redacts nothing.
"""
