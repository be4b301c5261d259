"""What Vietnamese line setting is worth and what it costs: rates, gaps, time, pictures."""
