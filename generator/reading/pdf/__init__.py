"""PDF files as objects and content streams, read without trust in them."""
