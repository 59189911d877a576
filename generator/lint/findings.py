"""Makes diagnostics about nodes of a document."""

from __future__ import annotations

from generator.diagnostics import Diagnostic, Severity
from generator.load.document import Document


def error(document: Document, pointer: str, code: str, message: str, hint: str = "") -> Diagnostic:
    """An error at the node, or at its nearest ancestor that stands in a file."""
    return Diagnostic(document.at(pointer), code, message, hint, pointer)


def warning(document: Document, pointer: str, code: str, message: str, hint: str = "") -> Diagnostic:
    """A warning at the node, or at its nearest ancestor that stands in a file."""
    return Diagnostic(document.at(pointer), code, message, hint, pointer, Severity.WARNING)
