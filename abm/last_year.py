"""The last year as a picture: the provider graph that a record leaves behind."""

from collections import defaultdict
from typing import Any

import numpy as np

from abm.network.provider_graph import provider_graph
from abm.organisations.contracts_in_force import ContractsInForce
from abm.processes.life import Life
from abm.processes.setting import Setting
from abm.quantities import MONTHS_PER_YEAR, Floats, to_pounds
from abm.record import Record
from abm.vocabulary import POD


def graph_of_last_year(setting: Setting, life: Life, record: Record, contracts: ContractsInForce) -> Any:
    """The provider graph of a record's last twelve months, a networkx MultiDiGraph.

    Args:
        setting: what stays the same.
        life: where referrals now go.
        record: what happened.
        contracts: those in force, for whose margins are in view.
    """
    place, line = setting.place, setting.lines.line
    recent: Any = np.add.reduce(record.delivered[-MONTHS_PER_YEAR:], dtype=np.float64)
    sites = setting.geography.organisation_of_site
    to_trust = np.array([sites == trust for trust in place.trusts], np.float64)
    sent = np.diff(life.choice, axis=2, prepend=0.0).mean(axis=1) @ to_trust.T
    referred = recent[line[: place.n_practices, POD["REF"]]].sum(axis=(1, 2))
    return provider_graph(
        place,
        np.round(_people_by_borough(setting) * record.people[-1][:, None]),
        referred[:, None] * sent,
        recent[line[place.trusts, POD["NEL"]]].sum(axis=1)[:, :-1],
        _pounds(record),
        contracts.regime.governance.in_view(place),
    )


def _people_by_borough(setting: Setting) -> Floats:
    """Share of each list by borough of residence, float[P, B]."""
    place = setting.place
    share = np.diff(setting.origins.home, axis=1, prepend=0.0)
    return share.reshape(place.n_practices, place.n_boroughs, -1).sum(axis=2)


def _pounds(record: Record) -> dict[tuple[int, int], float]:
    """Pounds by payer and payee over the last twelve months."""
    total: defaultdict[tuple[int, int], float] = defaultdict(float)
    for paid in record.payments[-MONTHS_PER_YEAR:]:
        for payer, payee, pounds in zip(paid.payer, paid.payee, to_pounds(paid.pence), strict=True):
            total[int(payer), int(payee)] += float(pounds)
    return dict(total)
