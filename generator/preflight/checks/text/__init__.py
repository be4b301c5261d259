"""Checks: Official texts, provenance, digests of all text."""
