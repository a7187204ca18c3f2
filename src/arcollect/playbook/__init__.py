"""No Python: excuses and sample phrases as data files, and what was learned from them."""
