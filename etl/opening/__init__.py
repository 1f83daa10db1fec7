"""Opening any file a person drops into a raw folder, before any reader sees it.

`files` finds what is there, `open_file` hands over its tables as plain text or says why not, and
the other modules each know one kind of file. No meaning is added here: every cell is text, every
row keeps its number, and files are told apart by what they contain, not by how they are named.
"""
