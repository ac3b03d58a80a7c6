"""What tests of the press room share."""

from tests.press.outlets import outlet_folder, outlet_servers, outlets

__all__ = ["outlet_folder", "outlet_servers", "outlets"]
