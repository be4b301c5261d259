"""The text of a document: search, tags, visibility, coverage of its glyphs."""
