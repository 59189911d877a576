"""The IR to files: pure functions from frozen values to text."""

from generator.emit.package import Emitted, emit

__all__ = ["Emitted", "emit"]
