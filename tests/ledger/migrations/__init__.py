"""Tests of ledger/migrations."""
