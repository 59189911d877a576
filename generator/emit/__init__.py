"""The IR to files: pure functions from frozen values to text."""

from generator.emit.package import Emitted, emit, emit_given

__all__ = ["Emitted", "emit", "emit_given"]
