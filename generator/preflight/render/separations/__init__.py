"""Separations: a page rewritten and rendered once for each ink."""
