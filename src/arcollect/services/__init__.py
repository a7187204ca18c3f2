"""One file for each job of the user: it takes an open ledger and plain values, and returns what it did.

Nothing here reads a command line or prints. The command line, a page, a script and most tests call these.
"""
