"""The life of links: what became of the addresses of clippings, found out politely and written down.

`redirects`, `pages` and `classify` judge an answer; `schedule` says when to ask again; `examine` asks the outlet, and
`run` decides whom to ask now; `record` writes down what came out; `keeping` keeps the rows in step with the clippings,
and `decisions` is what people say. A check never deletes anything and changes nothing of a clipping but an empty
archive address.
"""
