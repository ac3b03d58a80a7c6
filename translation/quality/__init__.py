"""What can be wrong with a translated text, found without asking anyone: six checks, precise before many.

The same ones run when a text is saved, when a file is imported, when a translation is published, and in the report.
"""

from translation.quality.findings import Finding, findings

__all__ = ["Finding", "findings"]
