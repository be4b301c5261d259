"""Fills templates and styles them: from campaign, issuer and theme to a sheet."""
