"""Texts as they are read aloud: numbers, dates and abbreviations in words, and back."""
