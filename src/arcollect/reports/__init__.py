"""A file for each report: it takes records and a day, and returns records."""
