"""Checks: Images and lines."""
