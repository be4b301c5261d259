"""Jobs to files on disk."""
