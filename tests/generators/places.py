"""Small places to live in for a few months: boroughs, practices, trusts and sites in generated numbers."""

import numpy as np
from hypothesis import strategies as st

from abm.place import Organisation, Place, Site, SubSystem


def small_place(
    practices: int = 4, boroughs: int = 2, trusts: int = 2, sites: int = 1, people: int = 1500,
    outside: float = 0.1, draw: int = 0,
) -> Place:  # fmt: skip
    """A place of the given size whose lists, flows and margins are drawn from `draw`."""
    rng = np.random.default_rng(draw)
    organisations = _organisations(practices, boroughs, trusts, rng)
    at = {o.id: i for i, o in enumerate(organisations)}
    every = range(boroughs)
    lists = rng.uniform(0.5, 1.5, (practices, 2, 9))
    lists *= people / lists.sum()
    registered = lists.sum(axis=(1, 2))
    registrations = rng.uniform(0.1, 1.0, (practices, boroughs, 5))
    registrations *= (registered / registrations.sum(axis=(1, 2)))[:, None, None]
    population = rng.uniform(0.8, 1.2, (boroughs, 91)) * np.linspace(1.6, 0.2, 91)
    return Place(
        id="generated",
        title="A generated place",
        reference_year=2017,
        boroughs=tuple(f"B{b}" for b in every),
        borough_names=tuple(f"Borough {b}" for b in every),
        sub_systems=(SubSystem("SYS", "The system", at["T0"], at["FED"]),),
        sub_system_of_borough=np.zeros(boroughs, np.int64),
        serving={
            "commissioner": np.full(boroughs, at["CCG"]),
            "council": np.array([at[f"COUNCIL{b}"] for b in every]),
            "social_care": np.array([at[f"CARE{b}"] for b in every]),
            "community": np.full(boroughs, at["COMM"]),
            "mental_health": np.full(boroughs, at["MH"]),
            "voluntary_sector": np.full(boroughs, at["VOL"]),
        },
        organisations=organisations,
        practice_borough=np.arange(practices) % boroughs,
        practice_figures={
            "registered_patients": registered,
            "weighted_patients": registered * rng.uniform(0.9, 1.1, practices),
            "global_sum_pounds": registered * 85.0,
            "qof_pounds": registered * 9.0,
            "enhanced_pounds": registered * 5.0,
            "other_pounds": registered * 30.0,
        },
        list_by_age_sex=lists,
        registrations=registrations,
        population=population * people / population.sum(),
        sites=_sites(trusts, sites, at, rng),
        emergency_share=rng.dirichlet(np.full(trusts, 3.0), boroughs),
        planned_share=rng.dirichlet(np.full(trusts, 3.0), boroughs),
        trusts=np.array([at[f"T{t}"] for t in range(trusts)]),
        outside_share=np.full(trusts, outside),
        outside_payer=at["OTHER"],
        seasonality=np.ones((12, 2)),
        fit={"admission_T0": 0.1, "pull_T0": 1.2},
    )  # fmt: skip


def _organisations(
    practices: int, boroughs: int, trusts: int, rng: np.random.Generator
) -> tuple[Organisation, ...]:
    """Practices first, then every other kind at least once."""
    kinds = [(f"P{p}", "gp_practice", p % boroughs) for p in range(practices)]
    kinds += [(f"T{t}", "acute_trust", t % boroughs) for t in range(trusts)]
    kinds += [("COMM", "community", 0), ("MH", "mental_health", 0), ("VOL", "voluntary_sector", 0)]
    kinds += [(f"CARE{b}", "social_care", b) for b in range(boroughs)]
    kinds += [("FED", "gp_federation", -1), ("CCG", "commissioner", -1), ("OTHER", "outside_payer", -1)]
    kinds += [(f"COUNCIL{b}", "council", b) for b in range(boroughs)]
    return tuple(
        Organisation(
            code, code.title(), kind, borough, -1 if kind == "outside_payer" else 0,
            51.5 + rng.uniform(0, 0.1), rng.uniform(0, 0.1), _figures(kind, rng),
        )
        for code, kind, borough in kinds
    )  # fmt: skip


def _figures(kind: str, rng: np.random.Generator) -> dict[str, float]:
    """Trusts run at margins from a deficit to a small surplus; community providers break even."""
    if kind == "acute_trust":
        return {"margin_rate": float(rng.uniform(-0.06, 0.02))}
    if kind == "community":
        return {"margin_rate": 0.0, "walk_in_attendances_per_year": 20.0}
    return {}


def _sites(trusts: int, sites: int, at: dict[str, int], rng: np.random.Generator) -> tuple[Site, ...]:
    return tuple(
        Site(
            f"T{t}-{s}", f"Hospital {t}-{s}", at[f"T{t}"], 51.5 + rng.uniform(0, 0.1), rng.uniform(0, 0.1),
            float(rng.integers(5, 20)), s == 0 or bool(rng.integers(2)), True,
        )
        for t in range(trusts)
        for s in range(sites)
    )  # fmt: skip


@st.composite
def places(draw: st.DrawFn, outside: float = 0.1) -> Place:
    """Any small place: 2 to 6 practices, 1 to 3 boroughs, 1 to 3 trusts with 1 or 2 sites each."""
    boroughs = draw(st.integers(1, 3))
    return small_place(
        practices=draw(st.integers(max(2, boroughs), 6)),
        boroughs=boroughs,
        trusts=draw(st.integers(1, 3)),
        sites=draw(st.integers(1, 2)),
        people=draw(st.integers(500, 3000)),
        outside=outside,
        draw=draw(st.integers(0, 999)),
    )
