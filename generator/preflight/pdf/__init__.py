"""The PDF file format, read without trust: objects, operators, fonts, colours, metadata."""
