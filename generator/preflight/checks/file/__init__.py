"""Checks: The file as a whole: destination, PDF/X, metadata, interactive features."""
