"""Checks of pictures of finished pages, beside the check of the PDF that they are drawn from."""
