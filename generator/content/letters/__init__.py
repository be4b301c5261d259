"""Official papers: what their lines mean. In: a source document; out: a :class:`Letter`."""
