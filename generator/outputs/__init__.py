"""Files beside or instead of a PDF: pictures of pages, alternative texts, spoken texts."""
