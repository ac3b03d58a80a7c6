"""Languages: which there are, how pages stand in them, and how each writes dates, numbers and names."""
