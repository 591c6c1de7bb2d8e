"""Which range of a sweep is at fault: a value drawn from it says less than the line that was written."""

from collections.abc import Mapping, Sequence

from scenarios.errors import InputError
from scenarios.files.changes import Value
from scenarios.runs.resolver import Resolver
from scenarios.scenario import Scenario
from scenarios.sweeping.dimension import Dimension


def range_at_fault(
    fault: InputError,
    scenario: Scenario,
    changes: Mapping[str, Value],
    dimensions: Mapping[str, Sequence[Dimension]],
    resolver: Resolver,
) -> InputError:
    """The fault that an end of a range has by itself, naming its key; the fault as it was where none has.

    Args:
        fault: what a run that was drawn met.
        scenario: what it was drawn for.
        changes: that it has in any case, by path.
        dimensions: what is varied, by the key of the file and its table.
        resolver: what has read the files.
    """
    ranges = ((where, d) for where, found in dimensions.items() for d in found if not d.values)
    for where, dimension in ranges:
        for end in (dimension.low, dimension.high):
            try:
                resolver.arm(scenario, {**changes, **dimension.changes(end)})
            except InputError as at_end:
                what = f"{at_end.what} (its range is {dimension.low:g} to {dimension.high:g})"
                return InputError(what, f"{where}.{dimension.name}", at_end.remedy)
    return fault
