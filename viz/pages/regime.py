"""Regime: a way of paying put together from its elements, with what one more brings in beside it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

from abm.contracts.contract import PAYEE_KINDS, PAYERS
from abm.payment.catalogue import ELEMENTS
from scenarios.errors import InputError
from scenarios.files.regime_files import load_regime, regime_names
from scenarios.files.toml_files import Table
from scenarios.words.visible import one_line
from viz.designer.draft import LARGEST, NAME, draft_in, packed, unpacked
from viz.designer.edit import as_toml, extended, put, table_in, with_contract, with_element
from viz.designer.form import every_control, form, sound_value
from viz.pages.pieces import Heading
from viz.pages.request import Pending, use_request
from viz.report.page import code, folded
from viz.room import session
from viz.room.arms_chosen import arms, loaded, place_chosen
from viz.room.choice import Choice, to_query
from viz.room.marginal_pounds import OneMoreBrings, changed, compared, marginal_pounds, providers
from viz.room.markup import Button, PageLink, html, tag
from viz.room.toolkit import component, use_memo, use_state, widget
from viz.widgets.open_file import OpenFile, received
from viz.widgets.regime_form import RegimeForm
from viz.widgets.save_file import SaveFile
from viz.widgets.select import Select
from viz.words.plain_words import payer_words

PATH: Final = "regime"
TITLE: Final = "Regime"


@dataclass(frozen=True)
class Draft:
    """A regime on the way.

    Attributes:
        table: what it says, whole.
        base: the regime that comes with payscape and that it began from, or empty.
        sound: the packed text of its last state without a fault, or empty for the base as it is.
        fault: what is wrong with it now: path and words; both empty where nothing is.
    """

    table: Table
    base: str
    sound: str = ""
    fault: tuple[str, str] = ("", "")


def begun(now: Choice) -> Draft:
    """The draft that a choice brings: made in the room, or what B is paid by."""
    if now.regime:
        table, base = table_in(unpacked(now.regime))
        return Draft(table, base, now.regime)
    base = loaded(now.b).regime
    return Draft(extended(base), base)


def redrafted(draft: Draft, table: Table, now: Choice) -> Draft:
    """A draft that says something else, with what is wrong with it.

    Args:
        draft: as it was.
        table: what it says now.
        now: what is chosen: place and year.
    """
    text = as_toml(table, draft.base)
    try:
        draft_in(text, loaded(now.b).year, place_chosen(now))
    except InputError as fault:
        path = (fault.where or "").partition(": ")[2]
        words = "; ".join(part for part in (fault.what, fault.remedy) if part)
        return replace(draft, table=table, fault=(path, words))
    return replace(draft, table=table, sound=packed(text), fault=("", ""))


@component
def Page():
    """Put a way of paying together."""
    now = session.trail.value.now
    start = use_memo(lambda: begun(now), [now.b, now.regime])
    edited: Any = use_state(None, key=f"{now.b} {now.regime}")
    draft: Draft = edited[0] or start
    with tag("div", classes="designer") as page:
        Heading("Put a way of paying together", "It becomes option B on Live, Compare, Journey and Money.")
        Beginning(draft, now)
        with tag("div", classes="two"):
            with tag("div"):
                Editing(draft, now, edited[1])
            with tag("div", classes="beside"):
                OneMoreBringsIn(draft, now)
                File(draft, now)
    return page


def _hold(draft: Draft) -> None:
    """Make a draft without a fault option B; it is run at once."""
    if draft.sound and not draft.fault[1] and draft.sound != session.trail.value.now.regime:
        session.settle(replace(session.trail.value.now, regime=draft.sound, terms=()))


@cache
def _titles() -> list[list[str]]:
    return [[name, load_regime(name).title] for name in regime_names()]


@component
def Beginning(draft: Draft, now: Choice):
    """What the regime began from, and what else it could begin from.

    Args:
        draft: the regime on the way.
        now: what is chosen.
    """

    def begin(name: str) -> None:
        if name in regime_names() and name != draft.base:
            text = as_toml(extended(name), name)
            session.settle(replace(session.trail.value.now, regime=packed(text), terms=()))

    def opened(message: dict[str, Any]) -> None:
        try:
            _open(received(message, LARGEST)[1].decode("utf-8-sig"), set_fault)
        except UnicodeDecodeError:
            set_fault("not UTF-8 text; save it as UTF-8")
        except InputError as unread:
            set_fault(one_line(str(unread)))

    fault, set_fault = use_state("")
    with tag("div", classes="choices") as choices:
        widget(Select, label="Start from", options=_titles(), value=draft.base, on_value=begin)
        widget(OpenFile, label="or open a regime file", suffixes=[".toml"], largest=LARGEST, on_opened=opened)
        back = replace(now, regime="", terms=())
        Button("Back to what option B was", lambda: session.settle(back), disabled=not now.regime)
        tag("p", fault, classes="notice" if fault else "none", role="alert")
    return choices


def _open(text: str, say: Callable[[str], None]) -> None:
    """A file's text as the regime of option B, if nothing is wrong with it."""
    now = session.trail.value.now
    try:
        draft_in(text, loaded(now.b).year, place_chosen(now))
    except InputError as fault:
        say(one_line(str(fault)))
    else:
        say("")
        session.settle(replace(now, regime=packed(text), terms=()))


@component
def Editing(draft: Draft, now: Choice, set_draft: Callable[[Draft], None]):
    """The form, and what is added to it.

    Args:
        draft: the regime on the way.
        now: what is chosen.
        set_draft: takes another.
    """
    year, place = loaded(now.b).year, place_chosen(now)
    groups = use_memo(lambda: form(draft.table, place, year), [draft.table])

    def change(table: Table, done: bool = True) -> None:
        changed_draft = redrafted(draft, table, now)
        set_draft(changed_draft)
        if done:
            _hold(changed_draft)

    def edited(message: dict[str, Any]) -> None:
        control = every_control(groups).get(str(message.get("path")))
        if control is None:
            return
        try:
            value = sound_value(control, message.get("value"))
        except InputError as fault:
            set_draft(replace(draft, fault=(control["path"], fault.what)))
        else:
            change(put(draft.table, control["path"], value), bool(message.get("done")))

    def removed(message: dict[str, Any]) -> None:
        path = str(message.get("path"))
        if any(group["path"] == path and group["removable"] for group in groups):
            change(put(draft.table, path, None))

    path, words = draft.fault
    fault = {"path": path, "words": words}
    with tag("section", aria_label="The regime") as section:
        wrong = f"Needs fixing: {path.replace('.', ' › ')}. {words}." if words else ""
        tag("p", wrong, classes="notice" if words else "none", role="status")
        widget(RegimeForm, groups=groups, fault=fault, on_edited=edited, on_removed=removed)
        Adding(draft, change)
    return section


@component
def Adding(draft: Draft, change: Callable[[Table], None]):
    """One more element in a contract, or one more contract.

    Args:
        draft: the regime on the way.
        change: takes another table.
    """
    contracts = list(draft.table["contracts"])
    contract, set_contract = use_state("")
    where = contract if contract in contracts else contracts[0]
    made, set_made = use_state("block")
    payer, set_payer = use_state("commissioner")
    payee, set_payee = use_state("community")
    forms = [[name, name.replace("_", " ")] for name in ELEMENTS]
    with tag("div", classes="adding") as adding:
        with tag("div", classes="choices"):
            widget(Select, label="Form of payment", options=forms, value=made, on_value=set_made)
            widget(Select, label="in", options=[[c, c.replace("_", " ")] for c in contracts], value=where,
                   on_value=set_contract)  # fmt: skip
            Button("Add this element", lambda: change(with_element(draft.table, where, made)))
        with tag("div", classes="choices"):
            widget(Select, label="or a contract:", options=_kinds(PAYERS), value=payer, on_value=set_payer)
            widget(Select, label="pays", options=_kinds(PAYEE_KINDS), value=payee, on_value=set_payee)
            Button("Add a contract", lambda: change(with_contract(draft.table, payer, payee, made)))
    return adding


def _kinds(words: tuple[str, ...]) -> list[list[str]]:
    return [[word, payer_words(word)] for word in words]


@component
def OneMoreBringsIn(draft: Draft, now: Choice):
    """What one more brings in as the regime stands, beside that of what it began from.

    Args:
        draft: the regime on the way.
        now: what is chosen.
    """
    request = use_request(lambda: _pounds(now, draft), [now.b, now.seed, draft.sound, draft.base])
    provider, set_provider = use_state("")
    with tag("section", classes="pounds", aria_label="What one more brings in") as section:
        if request.result is None or request.result[2] != loaded(now.b).place:  # the last may be of elsewhere
            tag("h2", "What one more brings in")
            Pending(request, "Reading off what one more brings in.")
        else:
            before, after, _ = request.result
            options = providers(after, place_chosen(now))
            shown = provider if provider in dict(options) else options[0][0]
            tag("h2", changed(after, before))
            widget(Select, label="Whose", options=options, value=shown, on_value=set_provider)
            tag("p", _standing(request.waiting, draft), classes="small", role="status")
            html(compared(after, before, shown))
    return section


def _standing(waiting: bool, draft: Draft) -> str:
    if draft.fault[1]:
        return "Of the last state without a fault."
    return "Being read off again." if waiting else "Of the regime as it stands."


def _pounds(now: Choice, draft: Draft) -> tuple[OneMoreBrings, OneMoreBrings, str]:
    """Have a base, and the draft that began from it, read off in a worker; and where."""
    arm = replace(arms(replace(now, regime=""))[1], terms=())
    base = packed(as_toml(extended(draft.base), draft.base)) if draft.base else draft.sound
    before, after = (
        session.beside(marginal_pounds, replace(arm, regime=regime), now.seed)
        for regime in (base, draft.sound or base)
    )
    return before, after, loaded(now.b).place


@component
def File(draft: Draft, now: Choice):
    """The regime as a file, and where it can be looked at.

    Args:
        draft: the regime on the way.
        now: what is chosen.
    """
    toml = unpacked(draft.sound) if draft.sound else as_toml(draft.table, draft.base)
    query = to_query(replace(now, regime=draft.sound or now.regime))
    with tag("section", classes="file", aria_label="The regime as a file") as section:
        with tag("div", classes="choices"):
            PageLink("See it live", f"/live?{query}", classes="button strong")
            PageLink("Compare it", f"/compare?{query}", classes="button")
            widget(
                SaveFile, label="Save as TOML", file=f"{NAME}.toml", media="application/toml", content=toml
            )
        html(folded("The file", code(toml)))
        tag("p", "`payscape check` reads it, and a scenario file can name it.", classes="small")
    return section
