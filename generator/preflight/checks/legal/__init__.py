"""Checks: Legal bases: cited acts and their standing."""
