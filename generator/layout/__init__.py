"""Layout: a sheet's boxes placed on pages, their texts set; nothing of PDF."""
