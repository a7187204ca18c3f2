"""Tests of the ledger: packages, so that files of the same name in other folders do not meet."""
