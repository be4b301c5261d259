"""Vietnamese text: syllables, collation, compounds, names, dates, legacy encodings, repair."""
