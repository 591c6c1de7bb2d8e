"""The tables of the page of regimes: one row a scenario for all, and a short section for each."""

from collections.abc import Sequence
from typing import Final

from abm.effects.catalogue import EFFECTS
from scenarios.questions.comparison import Comparison, Difference
from scenarios.questions.gains_and_losses import Net, gainers, losers, net_by_kind, net_by_organisation
from scenarios.questions.interval import Interval
from scenarios.runs.headlines import TOTAL
from scenarios.scenario import NONE
from studies.emergence.tables import number, span
from studies.regimes.runs import Told

SUMMED_UP: Final = ("E1", "E2", "E3", "E4", "E5", "E15", "E17")
"""Effects in the table of all scenarios; the sections have every one."""
NAMED: Final = 3
"""Organisations named in a section, on either side."""
MILLION: Final = 1e6
CHANCE: Final = "·"
"""In place of a difference that may be chance."""


def summary_table(told: Sequence[Told]) -> str:
    """One row a scenario: who gains and loses most, in which way, and what moves."""
    heads = ["scenario", "gains most", "loses most", *(f"{e}, {EFFECTS[e].title.lower()}" for e in SUMMED_UP)]
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    return "\n".join([*lines, *(_summary_row(one) for one in told)])


def section(told: Told) -> str:
    """What a scenario is, who gains, who loses, and the eighteen effects."""
    scenario = told.scenario
    opening = (
        f"### {scenario.id}\n\n**{scenario.question}** {scenario.title}. {scenario.note}\n\n"
        f"Regime `{scenario.regime}`; programme `{scenario.programme or NONE}`; shock "
        f"`{scenario.shock or NONE}`; {', '.join(scenario.identifiers)}.\n\n"
    )
    if told.pair is None:
        return (
            opening + "Today's mix left alone: the others are set against it, or against it with a programme."
        )
    differs = told.payment_differs
    beside = "today's mix with the same programme" if differs else "today's mix left alone"
    return (
        f"{opening}Set against {beside}, pounds received less paid on:\n\n"
        f"{_money_table(net_by_kind(told.pair), differs)}\n\n"
        f"{_named(net_by_organisation(told.pair), differs)}\n\n"
        f"{_effects_table(told.pair)}"
    )


def _summary_row(told: Told) -> str:
    """A scenario in one line; · where a difference may be chance."""
    link = f"[{told.scenario.id}](#{told.scenario.id})"
    if told.pair is None:
        return f"| {link} | " + " | ".join([CHANCE] * (2 + len(SUMMED_UP))) + " |"
    kinds = net_by_kind(told.pair)
    most = [
        ", ".join(f"{n.name} {_millions(n.change.mean)}" for n in s)
        for s in (gainers(kinds, 1), losers(kinds, 1))
    ]
    cells = [_beyond_chance(told.pair, e) for e in SUMMED_UP]
    return f"| {link} | " + " | ".join(cell or CHANCE for cell in (*most, *cells)) + " |"


def _money_table(kinds: Sequence[Net], payment_differs: bool) -> str:
    """Pounds a year by kind of organisation; mechanical and behavioural apart where payment differs."""
    parts = ["by the rules alone", "by what people did"] if payment_differs else []
    heads = ["£m a year", "today", *parts, "change (95%)"]
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for net in kinds:
        told = [_millions(part.mean) for part in (net.mechanical, net.behavioural)] if parts else []
        cells = [net.name, f"{net.a / MILLION:,.1f}", *told, _millions_span(net.change)]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _named(found: Sequence[Net], payment_differs: bool) -> str:
    """The organisations that gain and lose most, practices aside."""
    sides = {"Gain most": gainers(found, NAMED), "Lose most": losers(found, NAMED)}
    told = {side: "; ".join(_one(net, payment_differs) for net in nets) for side, nets in sides.items()}
    return "\n".join(f"- {side}: {words or 'nobody beyond chance'}." for side, words in told.items())


def _one(net: Net, payment_differs: bool) -> str:
    """An organisation with its change, and both parts of it where payment differs."""
    parts = f", rules {_millions(net.mechanical.mean)}, conduct {_millions(net.behavioural.mean)}"
    return f"{net.name} {_millions_span(net.change)}{parts if payment_differs else ''}"


def _effects_table(pair: Comparison) -> str:
    """Effects that differ beyond chance as a table, and the others in a line."""
    rows = [pair.difference(e) for e in EFFECTS if (e, TOTAL) in pair.keys]
    lines = ["| effect | unit | today | here | difference (95%) |", "|---|---|---|---|---|"]
    for row in rows:
        if not row.difference.includes_zero:
            lines.append(
                f"| {row.measure} {EFFECTS[row.measure].title.lower()} | {row.unit} | {number(row.a)} "
                f"| {number(row.b)} | {span(row.difference)} |"
            )
    rest = [f"{row.measure} {_span_or_none(row)}" for row in rows if row.difference.includes_zero]
    rest += [f"{e} does not apply" for e in EFFECTS if (e, TOTAL) not in pair.keys]
    shown = "\n".join(lines) if len(lines) > 2 else "No effect differs beyond chance."
    return f"{shown}\n\nNot beyond chance: {'; '.join(rest) or 'none'}."


def _span_or_none(row: Difference) -> str:
    return span(row.difference) if row.difference.n else "does not apply"


def _beyond_chance(pair: Comparison, effect: str) -> str:
    """A mean that leaves out zero; nothing where it does not, or where the effect does not apply."""
    if (effect, TOTAL) not in pair.keys:
        return ""
    found = pair.difference(effect).difference
    return "" if found.includes_zero else number(found.mean, signed=True)


def _millions(pounds: float) -> str:
    """Millions with a sign and one decimal.

    Example:
        >>> _millions(12_345_678.0), _millions(-50_000.0)
        ('+12.3', '-0.1')
    """
    shown = f"{pounds / MILLION:+,.1f}"
    return "0.0" if float(shown.replace(",", "")) == 0 else shown


def _millions_span(found: Interval) -> str:
    return f"{_millions(found.mean)} ({_millions(found.low)} to {_millions(found.high)})"
