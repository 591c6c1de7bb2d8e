"""Which line of a sweep is at fault: a value drawn from a range says less than the line that was written."""

from collections.abc import Mapping, Sequence

from scenarios.errors import InputError
from scenarios.files.changes import Value
from scenarios.runs.resolver import Resolver
from scenarios.scenario import Scenario
from scenarios.sweeping.dimension import Dimension


def line_at_fault(
    fault: InputError,
    scenario: Scenario,
    changes: Mapping[str, Value],
    dimensions: Mapping[str, Sequence[Dimension]],
    resolver: Resolver,
) -> InputError:
    """The fault that one line has by itself, naming its key; the fault as it was where none has.

    Args:
        fault: what a run that was drawn met.
        scenario: what it was drawn for.
        changes: of that run, by path.
        dimensions: what is varied, by the key of the file and its table.
        resolver: what has read the files.
    """
    lines = [(where, d) for where, table in dimensions.items() for d in table if d.paths[0] in changes]
    varied = {path for _, dimension in lines for path in dimension.paths}
    base = {path: value for path, value in changes.items() if path not in varied}
    if _fault_of(scenario, base, resolver):  # with nothing varied: no line of these is to blame
        return fault
    for where, dimension in lines:
        own = dimension.changes(changes[dimension.paths[0]])
        if alone := _fault_of(scenario, {**base, **own}, resolver):
            ends = () if dimension.values else (dimension.low, dimension.high)
            at_ends = (_fault_of(scenario, {**base, **dimension.changes(e)}, resolver) for e in ends)
            named = next((each for each in at_ends if each), alone)
            span = f" (its range is {dimension.low:g} to {dimension.high:g})" if ends else ""
            return InputError(f"{named.what}{span}", f"{where}.{dimension.name}", named.remedy)
    return fault


def _fault_of(scenario: Scenario, changes: Mapping[str, Value], resolver: Resolver) -> InputError | None:
    try:
        resolver.arm(scenario, changes)
    except InputError as fault:
        return fault
    return None
