"""Judges a finished PDF against a profile and what it should say; not how it was made."""
