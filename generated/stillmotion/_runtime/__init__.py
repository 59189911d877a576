"""The runtime every generated client stands on: pure decisions in small modules, I/O in the two sessions."""
