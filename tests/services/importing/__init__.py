"""Imports called directly, with sheets as a file gives them."""
