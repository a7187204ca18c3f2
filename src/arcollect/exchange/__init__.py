"""Outside formats: files come in as rows of text, go out as CSV that is safe to open in a spreadsheet."""

KINDS = ("customers", "invoices", "payments")
