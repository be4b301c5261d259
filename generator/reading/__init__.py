"""Bytes from people and disks: decoded text, positioned YAML, kinds of files."""
