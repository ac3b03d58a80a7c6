"""Watched feeds: RSS and Atom feeds that are read regularly, and whose entries are proposed as clippings.

`entries` reads what a feed says, `words` picks what is wanted, `proposing` makes rows of an import for staff to review,
and `run` does it for all feeds that are due. Nothing becomes a clipping without a person.
"""
