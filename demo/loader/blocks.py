"""The demo's block data as the database stores blocks, ids included.

wagtail-localize finds strings by the ids of the blocks around them: without ids it would find none.
"""

import uuid
from typing import Any

from wagtail import blocks

from demo.content.text import R
from demo.loader.registry import NAMESPACE, Registry
from demo.loader.texts import Pairs


class BlockData:
    """Converts block values of one page. `owner` makes the ids unique to it."""

    def __init__(self, owner: str, registry: Registry, pairs: Pairs) -> None:
        self.owner, self.registry, self.pairs = owner, registry, pairs

    def stream(self, block: blocks.BaseStreamBlock, items: Any, path: str) -> list[dict[str, Any]]:
        """A stream, from (kind, value) pairs."""
        return [
            {
                "type": kind,
                "value": self.value(block.child_blocks[kind], value, f"{path}.{position}"),
                "id": self._id(f"{path}.{position}"),
            }
            for position, (kind, value) in enumerate(items)
        ]

    def value(self, block: blocks.Block, value: Any, path: str) -> Any:
        """One value, whatever its block."""
        if isinstance(block, blocks.BaseStreamBlock):
            return self.stream(block, value, path)
        if isinstance(block, blocks.ListBlock):
            return [
                {
                    "type": "item",
                    "value": self.value(block.child_block, item, f"{path}.{position}"),
                    "id": self._id(f"{path}.{position}"),
                }
                for position, item in enumerate(value or ())
            ]
        if isinstance(block, blocks.BaseStructBlock):
            unknown = set(value) - set(block.child_blocks)
            if unknown:
                raise ValueError(f"{self.owner}{path}: the block has no field {', '.join(sorted(unknown))}")
            return {
                name: self.value(child, value[name], f"{path}.{name}")
                if value.get(name) is not None
                else child.get_prep_value(child.get_default())
                for name, child in block.child_blocks.items()
            }
        if isinstance(value, R):
            return self.pairs.rich(value)
        if self.registry.is_reference(value):
            return self.registry.resolve(value).pk
        return self.pairs.text(value)

    def _id(self, path: str) -> str:
        return str(uuid.uuid5(NAMESPACE, f"{self.owner}{path}"))
