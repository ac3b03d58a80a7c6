"""A large library of sample coverage, to see how the site behaves with one. Same numbers and seed, same library.

Everything is invented: the outlets stand under ".example", a domain that is nobody's (RFC 2606).
"""
