"""The ledger: the only package that knows SQLModel or SQL."""
