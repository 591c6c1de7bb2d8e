"""Who paid whom under what, and what care cost, as tidy tables in whole pence."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from abm.contracts.settlement import Payments
from abm.organisations.books import COST_CATEGORIES
from abm.record import Names, Record
from scenarios.runs.care_tables import ids, months_of, words


def money(record: Record) -> pd.DataFrame:
    """Payments under contracts: those made, and those each shadow regime would have made.

    A shadow's contracts are written as `regime: contract`.
    """
    tables = [_paid(record.payments, record.contracts, "")]
    for regime, payments in record.shadow.items():
        tables.append(_paid(payments, record.shadow_contracts[regime], f"{regime}: "))
    contracts = list(dict.fromkeys(n for t in tables for n in t["contracts"]))
    elements = list(dict.fromkeys(n for t in tables for n in t["elements"]))
    return pd.DataFrame(
        {
            "month": months_of(record, _joined(tables, "month")),
            "payer": words(_joined(tables, "payer"), ids(record)),
            "payee": words(_joined(tables, "payee"), ids(record)),
            "contract": words(_recoded(tables, "contract", "contracts", contracts), contracts),
            "element": words(_recoded(tables, "element", "elements", elements), elements),
            "pence": _joined(tables, "pence"),
            "shadow": np.repeat([bool(i) for i in range(len(tables))], [len(t["pence"]) for t in tables]),
        }
    )


def _paid(payments: Sequence[Payments], names: Sequence[Names], before: str) -> dict[str, Any]:
    """Payments of all months as columns; what was nothing is left out.

    Regimes may change in an April, so names are put together over all months.
    """
    contracts = list(dict.fromkeys(before + n for both in names for n in both[0]))
    elements = list(dict.fromkeys(n for both in names for n in both[1]))
    rows = [np.flatnonzero(p.pence) for p in payments]
    columns: dict[str, Any] = {"contracts": contracts, "elements": elements}
    columns["month"] = np.repeat(np.arange(len(rows)), [len(r) for r in rows])
    for key in ("payer", "payee", "pence"):
        columns[key] = np.concatenate([getattr(p, key)[r] for p, r in zip(payments, rows, strict=True)])
    for key, known, which in (("contract", contracts, 0), ("element", elements, 1)):
        prefix = before if key == "contract" else ""
        codes = {
            both: np.array([known.index(prefix + n) for n in both[which]], np.int64) for both in set(names)
        }
        columns[key] = np.concatenate(
            [codes[both][getattr(p, key)[r]] for p, r, both in zip(payments, rows, names, strict=True)]
        )
    return columns


def _joined(tables: Sequence[dict[str, Any]], key: str) -> Any:
    return np.concatenate([t[key] for t in tables])


def _recoded(tables: Sequence[dict[str, Any]], key: str, own: str, names: Sequence[str]) -> Any:
    """Codes of several tables in one list of names."""
    return np.concatenate([np.array([names.index(n) for n in t[own]], np.int64)[t[key]] for t in tables])


def costs(record: Record) -> pd.DataFrame:
    """Costs by month, provider and category; organisations without cost are left out."""
    pence = np.array(record.costs)
    month, provider, category = np.nonzero(pence)
    return pd.DataFrame(
        {
            "month": months_of(record, month),
            "provider": words(provider, ids(record)),
            "category": words(category, COST_CATEGORIES),
            "pence": pence[month, provider, category],
        }
    )
