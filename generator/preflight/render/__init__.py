"""Pages as pdfium renders them: pixels, backgrounds, text alone, separations."""
