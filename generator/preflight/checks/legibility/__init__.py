"""Checks: Contrast and signs that tell do from don't."""
