"""The press room in the admin: one module for each screen, all of them in the menu entry of `menu`."""
