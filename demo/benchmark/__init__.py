"""Measures what pages cost, in this process and without a server."""
