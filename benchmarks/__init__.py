"""The yardstick: the same poster made by us, by Typst and by WeasyPrint, measured side by side.

``python -m benchmarks`` is the one command; README.md here says what is equal and what is not.
"""
