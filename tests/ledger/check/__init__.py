"""Tests of ledger/check."""
