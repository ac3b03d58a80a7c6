"""Reading what is at an address that somebody typed, pasted or linked, without trusting it or what it answers."""
