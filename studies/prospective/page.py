"""The page of what an evaluation could detect: every figure on it is from the runs that its command makes."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from scenarios.sweeping.rows import Rows
from studies.prospective.estimators import LAGS
from studies.prospective.panels import ARMS, NOTHING, Panels
from studies.prospective.power import AFTER, DID, ITS, PRACTICES

WORDS: Final = Path(__file__).with_name("page.md")
STRONG: Final = "sum held by practices"
WEAK: Final = "sum held by trusts"
ENOUGH: Final = 0.8
"""Share of evaluations that should find what is there."""
DUE: Final = 0.05
"""Share that should find what is not there."""


def page(panels: Sequence[Panels], results: Rows, draws: int) -> str:
    """The page from panels and the table of power made of them."""
    months, practices = panels[0].referrals[NOTHING].shape
    return WORDS.read_text(encoding="utf-8").format(
        practices=practices,
        months=months,
        seeds=len(panels),
        draws=draws,
        lags=LAGS,
        truths=_truths(results),
        found=_by_design(results, "found"),
        detectable=_detectable(results),
        says="\n".join(f"- {sentence}" for sentence in _says(results)).replace("effect -", "effect −"),
    )


def _truths(results: Rows) -> str:
    """True effects by arm and months after."""
    most = results[(results["method"] == DID) & (results["practices"] == results["practices"].max())]
    by = most.set_index(["arm", "after"])["truth"]
    rows = [[arm, *(f"{by[arm, after]:.1f}%" for after in AFTER)] for arm in ARMS if arm != NOTHING]
    return _table(["reform", *(f"{after} months" for after in AFTER)], rows)


def _by_design(results: Rows, column: str) -> str:
    """Every arm and method by practices and months."""
    by = results.set_index(["method", "arm", "practices", "after"])[column]
    rows = [
        [_short(method), arm, str(after), *(f"{by[method, arm, n, after]:.0%}" for n in _sizes(results))]
        for method in (DID, ITS)
        for arm in ARMS
        for after in AFTER
    ]
    heads = ["design", "what happened", "months after", *(f"{n} practices" for n in _sizes(results))]
    return _table(heads, rows)


def _detectable(results: Rows) -> str:
    """The smallest effect found four times in five, from the spread of estimates where nothing happened."""
    nothing = results[results["arm"] == NOTHING].set_index(["method", "practices", "after"])["detectable"]
    rows = [
        [_short(method), str(after), *(f"{nothing[method, n, after]:.1f}%" for n in _sizes(results))]
        for method in (DID, ITS)
        for after in AFTER
    ]
    return _table(["design", "months after", *(f"{n} practices" for n in _sizes(results))], rows)


def _says(results: Rows) -> list[str]:
    """What the tables come to, in sentences made from them."""
    nothing = results[results["arm"] == NOTHING].groupby("method")["found"].agg(["min", "max"])
    return [
        f"{_enough(results, STRONG)} {_enough(results, WEAK)}",
        f"Where nothing happened, DiD found something in {nothing.loc[DID, 'min']:.0%} to "
        f"{nothing.loc[DID, 'max']:.0%} of evaluations, ITS in {nothing.loc[ITS, 'min']:.0%} to "
        f"{nothing.loc[ITS, 'max']:.0%}, against {DUE:.0%} due. A series without controls takes the place's "
        "own slow movements for the reform's, and its standard errors are too small for so few months.",
        f"With {AFTER[-1]} months ITS states a standard error of {_stated(results, 'stated'):.2f}% where its "
        f"estimates spread by {_stated(results, 'spread'):.2f}% (all practices).",
    ]


def _enough(results: Rows, arm: str) -> str:
    """The smallest DiD that finds an arm's effect often enough."""
    rows = results[(results["method"] == DID) & (results["arm"] == arm) & (results["found"] >= ENOUGH)]
    if rows.empty:
        best = results[(results["method"] == DID) & (results["arm"] == arm)]["found"].max()
        return f"A *{arm}* was found by no DiD four times in five; the largest found it in {best:.0%}."
    first = rows.sort_values(["practices", "after"]).iloc[0]
    return (
        f"A *{arm}* (true effect {first['truth']:.1f}% by then) is found four times in five by a DiD of "
        f"{first['practices']} practices and {first['after']} months."
    )


def _stated(results: Rows, column: str) -> float:
    """A column of the largest ITS where nothing happened."""
    rows = results[(results["method"] == ITS) & (results["arm"] == NOTHING) & (results["after"] == AFTER[-1])]
    return float(rows.sort_values("practices").iloc[-1][column])


def _sizes(results: Rows) -> list[int]:
    return [n for n in PRACTICES if n in set(results["practices"])]


def _short(method: str) -> str:
    return {DID: "DiD", ITS: "ITS"}[method]


def _table(heads: list[str], rows: list[list[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([f"| {' | '.join(heads)} |", "|" + "---|" * len(heads), *lines]).replace("| -", "| −")
