"""arcollect: whom to see today about unpaid invoices, what to answer, and what was promised."""

__version__ = "0.3.0"
