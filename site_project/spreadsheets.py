"""Cells of tables that spreadsheets open: what is no formula is not taken for one."""

#: What makes a spreadsheet take a cell for a formula (https://owasp.org/www-community/attacks/CSV_Injection): some pass
#: over spaces, and in East Asian languages full-width signs count too.
FORMULA_SIGNS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
FORMULA_STARTS = ("\t", "\r", "\n")


def _is_risky(cell: str) -> bool:
    return cell.startswith(FORMULA_STARTS) or cell.lstrip().startswith(FORMULA_SIGNS)


def neutral(cell: str) -> str:
    """`cell`, such that no spreadsheet calculates it."""
    return f"'{cell}" if _is_risky(cell) else cell


def meant(cell: str) -> str:
    """What `neutral` made `cell` of."""
    return cell[1:] if cell.startswith("'") and _is_risky(cell[1:]) else cell
