"""The public site: files that any server can serve, readable without a script.

`chart_page` and `collection_page` render what a release freezes; the other modules make the pages
around releases from what is public. Nothing here decides whether something may go out.
"""
