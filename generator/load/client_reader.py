"""Reads `client.yaml` into the table of `client_table`."""

from __future__ import annotations

from generator.diagnostics import Diagnostic, SpecError, excerpt
from generator.load.client_table import ClientTable
from generator.load.document import Document
from generator.load.tables import read_table


def read_client(document: Document, provider: str) -> ClientTable:
    """The table of one provider. Raises SpecError (TAB001 to TAB004) with all findings."""
    table = read_table(document, ClientTable)
    if table.provider != provider:
        message = f"the provider is {excerpt(table.provider)}, the folder {excerpt(provider)}"
        raise SpecError(
            [Diagnostic(document.at("/provider"), "TAB004", message, "write the folder's name", "/provider")]
        )
    return table
