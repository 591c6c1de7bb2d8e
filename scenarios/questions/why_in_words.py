"""A move as a finance director would put it: where it stands, what moved it, and the pounds behind."""

import math
import re
from typing import Final

from abm.behaviour.catalogue import LEVERS
from abm.behaviour.lever import Lever
from abm.quantities import MONTHS_PER_YEAR
from scenarios.questions.reason import Reason
from scenarios.words.numbers import decimals, month, rounded_pounds

TERM_WORDS: Final = {
    "own_money": "its own money",
    "partners": "its partners' money",
    "patients": "what patients gain",
    "pressure": "a margin short of what it aims at",
    "peers": "what its neighbours do",
    "norm": "its professional norm",
    "habit": "the part of the way that habit leaves for later",
    "noise": "chance",
    "bound": "the limit of what it can do",
}
"""The terms of a move in plain words."""
SMALLEST_SHOWN: Final = 0.2
"""Terms under this share of the move are not in the sentence; all are among the terms."""
UNMOVED: Final = 5e-4
"""Moves under this, in lever units, are none to speak of."""
HUNDREDTH: Final = 0.01
"""The step that words and pounds are given for: a hundredth of a lever's unit, near 1% of what is in logs."""
_OPPOSITES: Final = {"heavier": "lighter", "further": "less far", "sooner": "later", "less": "more"}


def in_words(reason: Reason) -> str:
    """A move in a few sentences: where it stands, the pounds behind it, and what pulled either way."""
    lever = LEVERS[reason.lever]
    sentences = [_did(lever, reason), _money_said(lever, reason), _others_said(reason), _pull(lever, reason)]
    if abs(reason.terms["bound"]) >= UNMOVED:
        sentences.append("It met the limit of what it can do.")
    return " ".join(sentence for sentence in sentences if sentence)


# Where it stands, and how it came there ---------------------------------------------------------------


def _did(lever: Lever, reason: Reason) -> str:
    """The move, and where the lever stands against its norm."""
    when = f"in the {'quarter' if lever.cadence == 3 else 'year'} to {month(reason.month)}"
    move, doing = reason.move, lever.more[:1].lower() + lever.more[1:]
    if abs(move) < UNMOVED:
        did = f"left its {lever.title} as it was {when}"
    else:
        did = f"{doing if move > 0 else less(doing)}, by {size(lever, move)}, {when}"
    return f"{reason.name} {did}, and stands {_against_norm(lever, reason.value)}."


def _against_norm(lever: Lever, value: float) -> str:
    if abs(value) < UNMOVED:
        return "at its norm"
    return f"{'above' if value > 0 else 'below'} its norm by {size(lever, value)}"


def less(more: str) -> str:
    """The opposite of what more of a lever means.

    Example:
        >>> less("booked more follow-ups"), less("referred more at equal severity"), less("coded as heavier")
        ('booked fewer follow-ups', 'referred less at equal severity', 'coded as lighter')
    """
    if re.search(r"\bmore\b", more):
        countable = re.search(r"\bmore ([\w-]+[^s\W]s|of those)\b", more)
        return re.sub(r"\bmore\b", "fewer" if countable else "less", more, count=1)
    for word, opposite in _OPPOSITES.items():
        more, found = re.subn(rf"\b{word}\b", opposite, more, count=1)
        if found:
            break
    return more


def size(lever: Lever, amount: float) -> str:
    """An amount of a lever, without its sign: logs as per cent, log-odds as per cent of the odds.

    The share that log-odds stand for is not known here, so no percentage points are made of them.
    """
    if not lever.unit.startswith("log"):
        return f"{abs(amount):.3f} ({lever.unit})"
    return f"{100 * abs(math.expm1(amount)):.1f}%{' in the odds' if _in_odds(lever) else ''}"


def _in_odds(lever: Lever) -> bool:
    return lever.unit.startswith("log-odds")


# What stands behind it, in pounds ---------------------------------------------------------------------


def _money_said(lever: Lever, reason: Reason) -> str:
    """What a little more would bring a month, how much that counted, and why."""
    if reason.weight_on_money == 0:
        return "It counted no money."
    sentence = f"{_step(lever)} more {_brings(_monthly(reason.pounds['own_money']))}"
    effort = _monthly(reason.pounds["effort"])
    if abs(effort) >= 1:
        sentence += f", {rounded_pounds(effort)} of effort among the costs"
    if reason.shortfall >= 1:
        sentence += f", and counts {reason.weight_on_money:.2f} times"
        sentence += f" for a margin {rounded_pounds(reason.shortfall)} a year short of what it aims at"
    return f"{sentence}."


def _step(lever: Lever) -> str:
    """The step that pounds are given for."""
    if not lever.unit.startswith("log"):
        return f"Each {HUNDREDTH:g} ({lever.unit})"
    return "Each 1% in the odds" if _in_odds(lever) else "Each 1%"


def _monthly(pounds_a_year_for_a_unit: float) -> float:
    """Pounds a month for a hundredth of a unit."""
    return pounds_a_year_for_a_unit * HUNDREDTH / MONTHS_PER_YEAR


def _brings(pounds: float) -> str:
    if abs(pounds) < 1:
        return "brings it nothing after costs"
    return f"{'brings' if pounds > 0 else 'costs'} it {rounded_pounds(abs(pounds))} a month after costs"


def _others_said(reason: Reason) -> str:
    """What it would bring to partners and patients, where they counted."""
    partners, patients = (_monthly(reason.pounds[who]) for who in ("partners", "patients"))
    sentences: list[str] = []
    if reason.terms["partners"] and abs(partners) >= 1:
        does = "brings" if partners > 0 else "costs"
        sentences.append(
            f"It {does} its partners {rounded_pounds(abs(partners))} a month, as it weighs them."
        )
    if reason.terms["patients"] and abs(patients) >= 1:
        does = "gain" if patients > 0 else "lose"
        sentences.append(f"Patients {does} health valued at {rounded_pounds(abs(patients))} a month.")
    return " ".join(sentences)


# What pulled at it, in the lever's unit ---------------------------------------------------------------


def _pull(lever: Lever, reason: Reason) -> str:
    """What pulled it either way, largest first, in hundredths of the unit."""
    terms = reason.terms
    floor = max(UNMOVED, SMALLEST_SHOWN * abs(reason.move))
    shown = [t for t in sorted(terms, key=lambda t: -abs(terms[t])) if abs(terms[t]) >= floor]
    sides = {"more": [t for t in shown if terms[t] > 0], "less": [t for t in shown if terms[t] < 0]}
    pulls = [
        f"towards {side}, "
        + ", ".join(f"{TERM_WORDS[t]} ({decimals(100 * terms[t], 2, plus=True)})" for t in named)
        for side, named in sides.items()
        if named
    ]
    unit = "points of 1%" if lever.unit.startswith("log") else "hundredths of its unit"
    return f"What pulled it, in {unit}: {'; '.join(pulls)}." if pulls else "Nothing pulled it either way."
