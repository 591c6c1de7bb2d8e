"""A regime as a form: groups of controls for its contracts, their elements, governance and pace.

A form knows the place: payees, boroughs, sub-systems and figures are those that are there.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any, Final

from abm.contracts.contract import Contract
from abm.payment.catalogue import ELEMENTS
from abm.place import Place
from abm.regimes import Regime
from abm.regimes.forms import FORMS
from abm.regimes.governance import Governance
from abm.regimes.transition import PACES, Transition
from abm.vocabulary import CONDITIONS
from scenarios.errors import InputError
from scenarios.files.policy_terms import resolved
from scenarios.files.regime_words import KINDS
from scenarios.files.toml_files import Table
from viz.designer.draft import NAME
from viz.designer.fields import Control, controls
from viz.words.plain_words import capital, condition_words, payer_words

PlaceWords = Mapping[str, Sequence[str]]

LONGEST: Final = 200
"""Characters of the longest text that a control takes."""

_SHOWN: Final = 40
"""Characters of a value that a message repeats."""

MOST_WORDS: Final = 100
"""Words of the longest list that a control takes."""

_MEANT: Final = {
    "governance.form": {form: f"{form}: {known.title}" for form, known in FORMS.items()},
    "transition.pace": {pace: f"{pace}: {words}" for pace, words in PACES.items()},
}
"""What words of a list mean, where the word is a number of the source documents."""

_LABELS: Final = {
    "governance.form": "Form of governance",
    "transition.pace": "Pace of change",
    "transition.gate.measure": "Gate: what a year is measured by",
    "savings": "Savings programme: share of every discretionary contract taken out each April",
    "title": "Title",
}
"""Labels where the declared words need their file beside them."""

_WHOM: Final = {
    "conditions": "Only people with one of these conditions; somebody with several is covered once",
    "conditions_out": "Everybody but people with one of these conditions, whom other contracts cover",
}
"""Labels of the terms that cover people by the conditions they have, in every contract."""

_CONDITIONS: Final = {word: condition_words(word) for word in CONDITIONS}


def place_words(place: Place) -> PlaceWords:
    """Words of a place that terms may name, by the key of the term."""
    payees = [*KINDS, *(o.id for o in place.organisations if o.kind != "gp_practice")]
    figures = sorted({*place.practice_figures, *(name for o in place.organisations for name in o.figures)})
    return {
        "payees": payees,
        "shares": payees,
        "boroughs": place.boroughs,
        "sub_systems": [system.id for system in place.sub_systems],
        "pounds_from": figures,
        "figure": figures,
    }


def form(table: Table, place: Place, year: int) -> list[dict[str, Any]]:
    """A regime's groups of controls, in reading order.

    Args:
        table: of the regime.
        place: where it is to hold.
        year: contract year of the policy numbers it names.
    """
    words, lead = place_words(place), table.get("governance", {}).get("lead_kind")
    top = [c for c in controls(Regime, table, "") if c.key in ("title", "savings")]
    beside = (("governance", Governance, "Governance"), ("transition", Transition, "Pace"))
    groups = [_group("", "The regime", "", top)]
    for key, model, title in beside:
        groups.append(_group(key, title, "", controls(model, table.get(key, {}), key, words)))
    for name, terms in table["contracts"].items():
        groups += _contract(name, terms, words, year, lead)
    return groups


def _contract(
    name: str, terms: Table, words: PlaceWords, year: int, lead: str | None
) -> list[dict[str, Any]]:
    """A contract's own controls, and those of each of its elements."""
    path = f"contracts.{name}"
    payer = payer_words(str(terms.get("payer")), lead)
    payees = ", ".join(payer_words(str(payee), lead) for payee in terms.get("payees", []))
    note = f"{payer} to {payees}{_whom(terms)}"
    groups = [_group(path, name, note, controls(Contract, terms, path, words), removable=True)]
    for element, declared in terms.get("elements", {}).items():
        model = ELEMENTS[declared["form"]]
        at = f"{path}.elements.{element}"
        mine = [_resolved(c, declared, year) for c in controls(model, declared, at, words)]
        note = model.form.replace("_", " ")
        groups.append(_group(at, element, note, mine, removable=True, inside=True))
    return groups


def _whom(terms: Table) -> str:
    """Whom a contract covers, where it goes by the conditions that people have."""
    scope = terms.get("scope", {})
    for key, words in (("conditions", "for people with"), ("conditions_out", "but for people with")):
        if scope.get(key):
            return f", {words} {' or '.join(condition_words(str(word)) for word in scope[key])}"
    return ""


def _resolved(control: Control, terms: Table, year: int) -> Control:
    """A term that names a number of national policy, with that number."""
    if not control.policy:
        return control
    try:
        return replace(control, value=resolved({"value": terms[control.key]}, year, NAME, "")["value"])
    except InputError:
        return control


def _group(
    path: str, name: str, note: str, inner: Sequence[Control], removable: bool = False, inside: bool = False
) -> dict[str, Any]:
    """A group as the browser takes it."""
    return {
        "path": path,
        "title": capital(name.replace("_", " ")),
        "note": note,
        "controls": list(map(_labelled, inner)),
        "removable": removable,
        "inside": inside,
    }


def _labelled(control: Control) -> dict[str, Any]:
    meant = _MEANT.get(control.path, _CONDITIONS if control.key in _WHOM else {})
    options = [[word, meant.get(word, words)] for word, words in control.options]
    label = _LABELS.get(control.path) or (_WHOM.get(control.key) if ".scope." in control.path else None)
    return {**asdict(control), "label": label or control.label, "options": options}


def every_control(groups: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """All controls of a form by path: what may be edited."""
    return {control["path"]: control for group in groups for control in group["controls"]}


def sound_value(control: Mapping[str, Any], value: Any) -> Any:
    """What a browser says a control holds, as TOML would; a stranger's, so of the right type or nothing.

    Args:
        control: from the form.
        value: from the browser.

    Raises:
        InputError: if it is nothing that such a control can hold.
    """
    if value is None or value in ("", {}):
        return None
    kind, words = control["kind"], {word for word, _ in control["options"]}
    if not _fits(kind, value, words):
        given = str(value)[:_SHOWN]
        raise InputError(
            f"not allowed here: {given}", f"{NAME}: {control['path']}", "choose from the control"
        )
    plain: Any = value
    as_number = {"number": float, "whole": int, "numbers": lambda many: [float(one) for one in many]}
    return as_number[kind](plain) if kind in as_number else plain


def _fits(kind: str, value: Any, words: set[str]) -> bool:
    """Whether a value is of the type of a kind of control, and has only words that there are."""
    if kind in ("number", "whole"):
        return _is_number(value)
    if kind == "yes":
        return isinstance(value, bool)
    if kind in ("one", "words"):
        return isinstance(value, str) and len(value) <= LONGEST and (not words or value in words)
    if kind == "amounts":
        return isinstance(value, dict) and value.keys() <= words and all(map(_is_number, value.values()))
    if not isinstance(value, list) or len(value) > MOST_WORDS:
        return False
    if kind == "numbers":
        return all(map(_is_number, value))
    steps = value if kind == "steps" else [value]
    return all(isinstance(step, list) for step in steps) and all(
        isinstance(word, str) and word in words for step in steps for word in step
    )


def _is_number(value: Any) -> bool:
    """Whether it is an ordinary number."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
