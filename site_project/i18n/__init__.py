"""Languages: which there are, the state of pages in them, and how each writes dates, numbers and names."""
