"""The checks: a folder is a group of rules and a section of docs/preflight.md."""
