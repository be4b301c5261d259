"""Draws placed boxes through ReportLab: text, shapes, art, QR codes; knows no files' places."""
