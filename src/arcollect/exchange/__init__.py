"""Outside formats: files come in as columns of values, and go out as CSV that a spreadsheet opens safely."""
