"""Blocks of the press room: the press list, the latest news, the press kit."""

from press.newsroom.blocks.choosers import ClippingChooserBlock, OutletChooserBlock
from press.newsroom.blocks.news import NewsBlock
from press.newsroom.blocks.press_kit import PressKitBlock
from press.newsroom.blocks.press_list import PressListBlock

__all__ = ["ClippingChooserBlock", "NewsBlock", "OutletChooserBlock", "PressKitBlock", "PressListBlock"]
