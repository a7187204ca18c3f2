"""Every change to the ledger, through SQLModel: one command, one transaction, one journal entry."""

from arcollect.ledger.write.change import Change, changing

__all__ = ["Change", "changing"]
