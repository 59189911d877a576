"""Reads the specs: text and positions, files bundled by local `$ref`, tables; never the network.

Importing this package is cheap: YAML and pydantic are imported when `load` runs.
"""

from __future__ import annotations

from generator.load.document import Document, join_pointer, split_pointer
from generator.load.files import spec_files
from generator.load.specs import ProviderSpecs, Specs, load

__all__ = ["Document", "ProviderSpecs", "Specs", "join_pointer", "load", "spec_files", "split_pointer"]
