"""Checks: Tags and reading order."""
