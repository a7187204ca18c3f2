"""Alembic's migrations: run only when the file is older than the program."""
