"""Readers of source files: each returns one ``SourceDocument``."""
