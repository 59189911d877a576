"""Specs to the intermediate representation that templates read."""

from generator.ir.build import build
from generator.ir.dump import dump
from generator.ir.model import Package

__all__ = ["Package", "build", "dump"]
