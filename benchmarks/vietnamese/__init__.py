"""Benchmark of Vietnamese line setting: rates, gaps, time, pictures."""
