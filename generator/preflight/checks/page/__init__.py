"""Checks: Page boxes, bleed, safe area and folds."""
