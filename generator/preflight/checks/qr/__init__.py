"""Checks: QR codes and the addresses in them."""
