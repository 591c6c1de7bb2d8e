"""Is the level right? The first simulated year against what was published for 2017-18.

    python -m studies.places.east_london.level [--seeds N] [--sample F] [--fit]

Prints attendances and emergency admissions of the two trusts whose series are shipped, their
monthly seasonality, and ratios that England's published figures bound. With `--fit` it also prints
multipliers for `[fit]` in place.toml that would close the gap: a few rounds of scaling by the ratio
of observed to simulated, which is all that is fitted here.
"""

import argparse
import csv
from dataclasses import dataclass, replace

import numpy as np

from abm.place import Place
from abm.quantities import MONTHS_PER_YEAR, Floats
from abm.record import Record
from abm.setup import Setup
from abm.vocabulary import POD
from abm.warm_up import forget
from scenarios.files.place.load import PLACES, load_place
from scenarios.files.regime_files import load_regime
from scenarios.runs.task import opened

YEAR = "2017-18"
FIRST_MONTH = "2017-04"
CHECKED = ("R1H", "RF4")
PODS = ("AE", "AEADM")
ENGLAND = {
    "follow-ups per first attendance": (
        1.96,
        2.50,
        "NHS Digital, Hospital Outpatient Activity 2019-20, regions",
    ),
    "emergency admissions per attendance": (
        0.14,
        0.24,
        "England and local trusts 2016-18, all attendance types",
    ),
    "deaths in hospital": (0.342, 0.631, "PHE End of Life Care Profiles 2018, local authorities"),
    "mean stay of an emergency, days": (
        5.2,
        6.4,
        "NAO 2018: 33.59 million days over 5.8 million admissions, 5.79",
    ),
    "GP contacts a head": (4.67, 5.5, "Hobbs et al. 2016; QRESEARCH 2008"),
    "referrals per 1,000": (200.0, 270.0, "NHS England returns, about 250, recalled"),
}
"""Ranges that published figures give."""


@dataclass(frozen=True)
class Level:
    """What a first year came to. T trusts checked.

    Attributes:
        months: float[T, 2, 12], attendances and emergency admissions by way of A&E.
        ratios: values of the ratios of `ENGLAND`.
    """

    months: Floats
    ratios: dict[str, float]


def observed(place_id: str = "east_london") -> Floats:
    """Published attendances and admissions of the year, float[T, 2, 12]."""
    with (PLACES / place_id / "observed" / "ae_monthly.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    table = np.zeros((len(CHECKED), len(PODS), MONTHS_PER_YEAR))
    start = int(FIRST_MONTH[:4]) * 12 + int(FIRST_MONTH[5:]) - 1
    for row in rows:
        month = int(row["period"][:4]) * 12 + int(row["period"][5:7]) - 1 - start
        if row["organisation_id"] in CHECKED and 0 <= month < MONTHS_PER_YEAR:
            table[CHECKED.index(row["organisation_id"]), :, month] = row["attendances"], row["admissions"]
    return table


def first_year(place: Place, seed: int, sample: float) -> Level:
    """Simulate the first year under today's mix, behaviour on, no programme."""
    today = load_regime("east-london-today")
    record = opened(Setup(place, today, today, sample=sample, months=MONTHS_PER_YEAR), seed).run()
    lines = record.lines.line
    by_line = record.by_line()
    months = np.array([[by_line[:, lines[place.index_of(t), POD[p]]] for p in PODS] for t in CHECKED])
    return Level(months, _ratios(record, by_line))


def _ratios(record: Record, by_line: Floats) -> dict[str, float]:
    place, lines = record.place, record.lines
    total = {p: by_line[:, lines.line[lines.line[:, POD[p]] >= 0, POD[p]]].sum() for p in POD}
    at_trusts = {p: by_line[:, lines.line[place.trusts, POD[p]]].sum() for p in ("AE", "AEADM")}
    deaths = np.array([o["deaths"].sum(axis=0) for o in record.outcomes]).sum(axis=0)
    bed_days = sum(s["emergency_bed_days"].sum() for s in record.stocks)
    spells = sum(s["emergency_spells"].sum() for s in record.stocks)
    people = np.mean([p.sum() for p in record.people])
    return {
        "follow-ups per first attendance": (total["OPFUP"] + total["NF2F"]) / total["OPFA"],
        "emergency admissions per attendance": at_trusts["AEADM"] / at_trusts["AE"],
        "deaths in hospital": deaths[1] / deaths.sum(),
        "mean stay of an emergency, days": bed_days / spells,
        "GP contacts a head": total["GP"] / people,
        "referrals per 1,000": 1000 * total["REF"] / people,
    }


def mean_level(place: Place, seeds: int, sample: float) -> Level:
    """The average over seeds 1 to `seeds`."""
    levels = []
    for seed in range(1, seeds + 1):
        levels.append(first_year(place, seed, sample))
        forget()
    ratios = {k: float(np.mean([x.ratios[k] for x in levels])) for k in ENGLAND}
    return Level(np.mean([x.months for x in levels], axis=0), ratios)


def report(level: Level) -> list[str]:
    """Lines that compare a simulated year with the published one."""
    seen = observed()
    lines = [f"{'':<42}{'published':>12}{'simulated':>12}{'ratio':>8}{'months r':>10}"]
    for i, trust in enumerate(CHECKED):
        for j, name in enumerate(("A&E attendances", "emergency admissions via A&E")):
            was, now = seen[i, j].sum(), level.months[i, j].sum()
            r = np.corrcoef(seen[i, j], level.months[i, j])[0, 1]
            lines.append(
                f"{f'{trust} {name}, {YEAR}':<42}{was:>12,.0f}{now:>12,.0f}{now / was:>8.3f}{r:>10.2f}"
            )
    lines.append("")
    for name, (low, high, source) in ENGLAND.items():
        value = level.ratios[name]
        verdict = "within" if low <= value <= high else "OUTSIDE"
        lines.append(f"{name:<42}{value:>10.3f}  {verdict} {low:g} to {high:g} ({source})")
    return lines


def refit(place: Place, seeds: int, sample: float, rounds: int = 4) -> dict[str, float]:
    """Multipliers that bring the two trusts to their published year."""
    seen = observed().sum(axis=2)
    fit = {**place.fit}
    for _ in range(rounds):
        now = mean_level(replace(place, fit=fit), seeds, sample).months.sum(axis=2)
        ratio = seen / now
        fit["attendances"] = fit.get("attendances", 1.0) * seen[:, 0].sum() / now[:, 0].sum()
        fit["emergencies"] = fit.get("emergencies", 1.0) * seen[:, 1].sum() / now[:, 1].sum()
        fit["pull_RF4"] = fit.get("pull_RF4", 1.0) * (ratio[1, 0] / ratio[0, 0]) ** 1.5
    return fit


def main() -> None:
    """Compare, and refit where asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--sample", type=float, default=0.05)
    parser.add_argument("--fit", action="store_true")
    chosen = parser.parse_args()
    place = load_place("east_london")
    print("\n".join(report(mean_level(place, chosen.seeds, chosen.sample))))
    if chosen.fit:
        print(
            "\n[fit]",
            *(f"{k} = {v:.3f}" for k, v in refit(place, chosen.seeds, chosen.sample).items()),
            sep="\n",
        )


if __name__ == "__main__":
    main()
