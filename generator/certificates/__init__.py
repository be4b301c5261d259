"""Certificates of a preflight for the print shop, as HTML and PDF.

A room of its own: it needs the preflight's values and, for the PDF, the rooms that make pieces; and
both doors, the command line and a studio, hand certificates out.
"""
