"""Blocks of the press room: the press list, the latest news, the press kit."""

from press.blocks.choosers import ClippingChooserBlock, OutletChooserBlock
from press.blocks.news import NewsBlock
from press.blocks.press_kit import PressKitBlock
from press.blocks.press_list import PressListBlock

__all__ = ["ClippingChooserBlock", "NewsBlock", "OutletChooserBlock", "PressKitBlock", "PressListBlock"]
