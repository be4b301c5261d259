"""Vietnamese text: syllables, collation, compounds, names, dates, old encodings, repair."""
