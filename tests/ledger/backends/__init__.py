"""Tests of ledger/backends."""
