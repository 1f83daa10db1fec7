"""Releases: what the public may read, frozen, approved by a second person, and changed in the open.

Begin with `lifecycle`: what a version can be, what may happen to it and who may do it, without a
database. `transitions` are the same steps for a person, in one transaction each; `publication`
moves what is due to the web with one rename; `verification` proves that what is out is what was
approved.
"""
