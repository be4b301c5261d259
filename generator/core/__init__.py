"""Units, errors, findings, messages, colour, provenance, caches: what every room may use."""
