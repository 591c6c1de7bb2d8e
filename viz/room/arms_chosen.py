"""From what a room has chosen to what the model runs: two arms that live with the same people and luck."""

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
from scenarios.runs.resolve import Arm as Resolved
from scenarios.runs.resolve import resolve
from scenarios.scenario import Scenario
from viz.designer.draft import draft_in, read_draft, unpacked
from viz.designer.terms import changed
from viz.room.choice import LONGEST, SHORTEST, Choice


@dataclass(frozen=True)
class Arm:
    """One way of paying, and everything that a run of it hangs on; equal arms live equal years.

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
        """Everything the model needs.

        Raises:
            InputError: at the first fault in a file that it names.
            ValueError: if a changed term is not one that it may be.
        """
        return _made(self).setup

    def resolved(self) -> Resolved:
        """The arm with the contents of everything it names; see `setup`."""
        return _made(self)


def arms(choice: Choice) -> tuple[Arm, Arm]:
    """Both arms of a choice: A as its file says, B with the terms that the room has changed.

    Raises:
        InputError: if they do not live in the same place, one resident in as many.
    """
    a = Arm(choice.a, choice.programme, choice.shock, choice.months)
    b = replace(a, name=choice.b, terms=choice.terms, regime=choice.regime)
    one, other = a.scenario(), b.scenario()
    for key in SHARED:
        if getattr(one, key) != getattr(other, key):
            raise InputError(f"{key} differs", f"{a.name} and {b.name}", "choose two of the same place")
    return a, b


def regime_of(arm: Arm) -> Regime:
    """How everybody is paid in an arm, with the terms that are changed."""
    return arm.setup().regime


def place_chosen(choice: Choice) -> Place:
    """Where a choice is lived."""
    return place_of(loaded(choice.a).place).place


def asking(question: str, before: Choice) -> Choice:
    """A choice that begins from a set: its first scenario against the first with another regime.

    Luck, role and expectations stay as they were; changed terms are the room's own, and go.
    """
    found = load_set(question)
    other = next((s for s in found.others if s.regime != found.first.regime), found.others[0])
    begun = replace(before, question=question, a=found.first.id, programme="", shock="")
    return looking_at(other.id, replace(begun, months=min(max(found.first.months, SHORTEST), LONGEST)))


def looking_at(scenario: str, before: Choice) -> Choice:
    """A choice that looks at another scenario, as its file says."""
    return replace(before, b=scenario, terms=(), regime="")


def title_of(choice: Choice) -> str:
    """What the way of paying that is looked at is called."""
    return read_draft(unpacked(choice.regime)).title if choice.regime else loaded(choice.b).title


def names_of(choice: Choice) -> tuple[str, str]:
    """What both arms are called beside a chart."""
    b, moved = title_of(choice), len(choice.terms)
    if moved:
        b = f"{b}, {moved} {'lever' if moved == 1 else 'levers'} moved"
    return loaded(choice.a).title, b


@cache
def questions() -> tuple[ScenarioSet, ...]:
    """Questions that come with payscape in the order of their numbers, each with what is to answer it."""
    return tuple(sorted((load_set(name) for name in set_names()), key=_in_order))


def _in_order(asked: ScenarioSet) -> tuple[int, str, int]:
    """Q1 to Q13, then QW1 to QW3, then those without a number."""
    if not asked.answers:
        return 1, "", 0
    letters = asked.answers[0].rstrip("0123456789")
    return 0, letters, int(asked.answers[0].removeprefix(letters))


def question_of(choice: Choice) -> str:
    """The question that is asked, with its number; empty where none was chosen."""
    asked = next((one for one in questions() if one.id == choice.question), None)
    return f"{' and '.join(asked.answers)}: {asked.question}".removeprefix(": ") if asked else ""


@lru_cache(maxsize=200)
def loaded(name: str) -> Scenario:
    """A scenario of the library, read once."""
    return load_scenario(name)


@lru_cache(maxsize=64)
def _made(arm: Arm) -> Resolved:
    """An arm resolved once, so that runs of one place and regime share what they can."""
    if not (arm.terms or arm.regime):
        return resolve(arm.scenario())
    plain = _made(replace(arm, terms=(), regime=""))
    year, place, regime = arm.scenario().year, plain.setup.place, plain.setup.regime
    made = draft_in(unpacked(arm.regime), year, place) if arm.regime else regime
    return replace(plain, setup=replace(plain.setup, regime=changed(made, arm.terms)))
