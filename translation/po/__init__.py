"""PO files: what translation tools take out and bring back."""
