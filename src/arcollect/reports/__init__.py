"""A file per report: records and a day go in, a frozen dataclass comes out."""
