"""Checks: Colour spaces, output intents, transparency."""
