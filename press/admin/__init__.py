"""The press room in the admin: the screens of outlets and clippings."""
