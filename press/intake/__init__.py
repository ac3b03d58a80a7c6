"""Bringing coverage in: from what staff paste, upload or get proposed, by way of rows to review, to clippings.

What comes in: `paste` (its parts are `paste_…`) and `tables` (`csv_files`, `excel_files`, `columns`) read text and
files; `dates`, `values` and `outlets` read what stands in them.
What is still open about a row: `assess` puts it together from `checks` and `duplicates`, `problems` says it in words,
`checking` saves it, and `editing` takes over what a person types.
What is done with an import: `starting`, `reading_files`, `reading_addresses`, `sweeps`, `filing` (with `new_outlets` and
`bulk`), `publishing` and `undo`; `jobs` has it done in the background, and `progress` takes up what has stalled.
`proposals` is the list that watched feeds add to. `access` says who may do what.
"""
