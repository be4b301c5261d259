"""Drawings from SVG files: read to values by ``reader``, made to PDF by ``drawing``."""
