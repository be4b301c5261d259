"""Checks: Fonts and text size."""
