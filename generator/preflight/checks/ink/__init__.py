"""Checks: Ink coverage, black, overprint."""
