"""From what a room has chosen to what the model runs: two options for the same people."""

from dataclasses import dataclass, replace
from functools import cache, lru_cache

from abm.place import Place
from abm.regimes import Regime
from abm.setup import Setup
from scenarios.errors import InputError
from scenarios.files.place.cache import place_of
from scenarios.files.scenario_files import load_scenario
from scenarios.files.set_files import ScenarioSet, load_set, set_names
from scenarios.questions.compare import SHARED
from scenarios.runs.resolve import resolve
from scenarios.runs.resolver import Arm as Resolved
from scenarios.scenario import Scenario
from viz.designer.draft import draft_in, read_draft, unpacked
from viz.designer.terms import changed
from viz.room.choice import LONGEST, SHORTEST, Choice


@dataclass(frozen=True)
class ChosenOption:
    """One way of paying, and everything that a run of it depends on; equal arms have equal runs.

    Attributes:
        name: of a scenario of the library.
        programme: in its place, or empty.
        shock: in its place, or empty.
        months: in their place.
        terms: terms of the regime that are changed.
        regime: made in the room, in place of the scenario's, see `viz.designer.draft`; or empty.
    """

    name: str
    programme: str
    shock: str
    months: int
    terms: tuple[tuple[str, float], ...] = ()
    regime: str = ""

    def scenario(self) -> Scenario:
        """The arm as a scenario; what the room has changed of its regime is not in it.

        Raises:
            InputError: at the first fault in a file that it names.
        """
        return loaded(self.name).changed(
            programme=self.programme or None, shock=self.shock or None, months=self.months
        )

    def setup(self) -> Setup:
        """Everything that a run takes.

        Raises:
            InputError: at the first fault in a file that it names.
            ValueError: if a changed term is not one that it may be.
        """
        return _made(self).setup

    def resolved(self) -> Resolved:
        """The arm with the contents of everything it names; see `setup`."""
        return _made(self)


def arms(choice: Choice) -> tuple[ChosenOption, ChosenOption]:
    """Both arms of a choice: A as its file says, B with the terms that the room has changed.

    Raises:
        InputError: if they are not of the same place, one resident in as many.
    """
    a = ChosenOption(choice.a, choice.programme, choice.shock, choice.months)
    b = replace(a, name=choice.b, terms=choice.terms, regime=choice.regime)
    one, other = a.scenario(), b.scenario()
    for key in SHARED:
        if getattr(one, key) != getattr(other, key):
            raise InputError(f"{key} differs", f"{a.name} and {b.name}", "choose two of the same place")
    return a, b


def regime_of(arm: ChosenOption) -> Regime:
    """How everybody is paid in an arm, with the terms that are changed."""
    return arm.setup().regime


def place_chosen(choice: Choice) -> Place:
    """Where a choice is run."""
    return place_of(loaded(choice.a).place).place


def of_question(question: str, before: Choice) -> Choice:
    """A choice that begins from a set: its first scenario against the first with another regime.

    Seed, role and expectations stay as they were; changed terms are the room's own, and go.
    """
    chosen = load_set(question)
    other = next((s for s in chosen.others if s.regime != chosen.first.regime), chosen.others[0])
    months = min(max(chosen.first.months, SHORTEST), LONGEST)
    begun = replace(before, question=question, a=chosen.first.id, programme="", shock="", months=months)
    return with_b(other.id, begun)


def with_b(scenario: str, before: Choice) -> Choice:
    """A choice whose option B is another scenario, as its file says."""
    return replace(before, b=scenario, terms=(), regime="")


def title_of(choice: Choice) -> str:
    """What option B is called."""
    return read_draft(unpacked(choice.regime)).title if choice.regime else loaded(choice.b).title


def names_of(choice: Choice) -> tuple[str, str]:
    """What both options are called beside a chart."""
    b, moved = title_of(choice), len(choice.terms)
    if moved:
        b = f"{b}, {moved} {'lever' if moved == 1 else 'levers'} moved"
    return loaded(choice.a).title, b


@cache
def questions() -> tuple[ScenarioSet, ...]:
    """Questions that come with payscape in the order of their numbers, each with what is to answer it."""
    return tuple(sorted((load_set(name) for name in set_names()), key=_in_order))


def _in_order(one: ScenarioSet) -> tuple[int, str, int]:
    """Q1 to Q13, then QW1 to QW3, then those without a number."""
    if not one.answers:
        return 1, "", 0
    letters = one.answers[0].rstrip("0123456789")
    return 0, letters, int(one.answers[0].removeprefix(letters))


def question_of(choice: Choice) -> str:
    """The question that was chosen, with its number; empty where none was."""
    chosen = next((one for one in questions() if one.id == choice.question), None)
    return f"{' and '.join(chosen.answers)}: {chosen.question}".removeprefix(": ") if chosen else ""


@lru_cache(maxsize=200)
def loaded(name: str) -> Scenario:
    """A scenario of the library, read once."""
    return load_scenario(name)


@lru_cache(maxsize=64)
def _made(arm: ChosenOption) -> Resolved:
    """An arm resolved once, so that runs of one place and regime share what they can."""
    if not (arm.terms or arm.regime):
        return resolve(arm.scenario())
    plain = _made(replace(arm, terms=(), regime=""))
    year, place, regime = arm.scenario().year, plain.setup.place, plain.setup.regime
    made = draft_in(unpacked(arm.regime), year, place) if arm.regime else regime
    return replace(plain, setup=replace(plain.setup, regime=changed(made, arm.terms)))
