"""Measurements, side by side in one run. `make bench` writes the figures to RESULTS.md; nothing here is a test."""
