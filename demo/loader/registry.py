"""What the loader has made so far, by the keys of the data."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Page

from home.models import HomePage

#: Blocks get ids made from their place in the data, so that loading twice gives the same ids.
NAMESPACE = uuid.UUID("6f1d0b5c-51b2-4b8e-9a3e-2f0c7c3f8b11")


@dataclass
class Registry:
    """Pages, images, documents and clippings by key. `overrides` maps (kind, source pk) to the Spanish pk."""

    homes: dict[str, HomePage]
    pages: dict[str, Page] = field(default_factory=dict)
    images: dict[str, Any] = field(default_factory=dict)
    documents: dict[str, Any] = field(default_factory=dict)
    clippings: dict[str, Any] = field(default_factory=dict)
    overrides: dict[tuple[str, int], int] = field(default_factory=dict)

    def resolve(self, reference: str) -> Any:
        """The object that "image:NAME", "page:KEY", "campaign:KEY" (of its hub), "document:NAME" or "clipping:KEY" stands
        for.

        Raises:
            KeyError: if there is none.
        """
        kind, _colon, key = reference.partition(":")
        if kind == "campaign":
            return self.pages[key].specific.campaign
        return {"image": self.images, "page": self.pages, "document": self.documents, "clipping": self.clippings}[kind][
            key
        ]

    def is_reference(self, value: object) -> bool:
        """Whether a string of the data names another object."""
        kinds = ("image:", "page:", "campaign:", "document:", "clipping:")
        return isinstance(value, str) and value.startswith(kinds)
