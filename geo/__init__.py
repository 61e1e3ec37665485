"""Gebieden and their figures: pure functions over files and frames; knows no database, no web."""
