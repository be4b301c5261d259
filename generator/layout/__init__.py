"""Places a sheet's boxes on pages and sets their texts; knows nothing of PDF."""
