"""The IR to files: pure functions from frozen values to text."""

from generator.emit.package import Emitted, drawn_models, emit, emit_given, emit_rest

__all__ = ["Emitted", "drawn_models", "emit", "emit_given", "emit_rest"]
