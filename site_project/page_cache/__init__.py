"""The cache of finished public pages, in front of Django: an answer that is kept costs no database, no template, no view.

- `changes` sees every write to the database that visitors can notice, and moves on the `generation` on its commit.
- An answer is kept with the generation that was current before it was rendered, and given out only while that is still
  current, until the next moment at which time alone changes what pages say (`moments`).
- `parts` keeps, in the same way, what many pages have in common.
- `rendering` is how Django's side takes part: a view says that its answer may be kept, and which parameters it knows.
- `store` keeps answers (`entries`): in the memory of each worker, and in files that all workers of the machine share.
- `ready` has what a worker has answered, by the request as it came.
- `wsgi` is the wrapper that puts all of this together.
"""

from site_project.page_cache import changes, moments, parts, rendering

__all__ = ["changes", "connect", "moments", "parts", "rendering"]


def connect() -> None:
    """Listen to what changes and to what fails, from the start of the process on."""
    changes.connect()
    rendering.connect()
