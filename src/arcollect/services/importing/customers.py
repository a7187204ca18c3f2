"""Customers of a file into the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from arcollect.errors import ArcollectError
from arcollect.services.importing.importer import ticked

if TYPE_CHECKING:
    from arcollect.ledger.work import Bar
    from arcollect.services.importing.importer import Importer, Rows


def take_customers(importer: Importer, rows: Rows, bar: Bar) -> None:
    """Adds new customers; of known ones changes what the file gives."""
    names, cells = list(rows.columns), zip(*rows.columns.values(), strict=True)
    for line, values in ticked(
        zip(rows.lines, cells, strict=True), bar("checking customers", len(rows.lines))
    ):
        try:
            importer.take_customer(dict(zip(names, values, strict=True)))
        except ArcollectError as error:
            importer.outcome.fault(line, error)
    importer.write_customers()
