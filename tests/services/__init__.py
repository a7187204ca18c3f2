"""Each job called directly with a ledger of its own; a package, because other folders have files of the same names."""
