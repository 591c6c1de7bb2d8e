"""What a contract covers (S1 to S5): segments, conditions, boroughs, points of delivery and providers.

Example:
    >>> Scope(segments=("end_of_life",)).segment_mask().sum(), Scope().pod_mask("AE")
    (np.int64(1), True)
"""

from typing import Annotated, Literal, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, model_validator

from abm.payment.element import PodName, SegmentName, one_of
from abm.place import Organisation, Place
from abm.vocabulary import CONDITIONS, SEGMENTS

ConditionName = Annotated[str, one_of("condition", CONDITIONS)]


class Scope(BaseModel):
    """The part of care a contract covers; an empty list means all of it.

    Attributes:
        segments: population segments (S2).
        conditions: people with one of these conditions (S3). Somebody with conditions of several contracts
            is covered by one of them, see `abm.contracts.whom`.
        conditions_out: everybody but those whom other contracts cover for these conditions.
        boroughs: boroughs by id (S5).
        sub_systems: sub-systems by id (S5).
        pods: points of delivery, that is services in or out (S4).
        providers: `local` for organisations of the place, `away` for those elsewhere that its residents
            choose (P15), else `any`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    segments: tuple[SegmentName, ...] = ()
    conditions: tuple[ConditionName, ...] = ()
    conditions_out: tuple[ConditionName, ...] = ()
    boroughs: tuple[str, ...] = ()
    sub_systems: tuple[str, ...] = ()
    pods: tuple[PodName, ...] = ()
    providers: Literal["any", "local", "away"] = "any"

    @model_validator(mode="after")
    def _people_one_way(self) -> Self:
        """Activity is counted by segment and by condition, not by both at once."""
        ways = [n for n in ("segments", "conditions", "conditions_out") if getattr(self, n)]
        if len(ways) > 1:
            raise ValueError(f"a scope names people one way: {' or '.join(ways)}, not both")
        return self

    @property
    def by_condition(self) -> bool:
        """Whether people are in or out by the conditions they have."""
        return bool(self.conditions or self.conditions_out)

    def segment_mask(self) -> NDArray[np.bool_]:
        """bool[S], the segments covered."""
        return np.array([not self.segments or s in self.segments for s in SEGMENTS])

    def borough_mask(self, place: Place) -> NDArray[np.bool_]:
        """bool[B + 1], the boroughs covered; `outside` is in unless boroughs are named.

        Raises:
            ValueError: if the place has no such borough or sub-system.
        """
        ids = [s.id for s in place.sub_systems]
        _known(self.boroughs, place.boroughs, "borough")
        _known(self.sub_systems, ids, "sub-system")
        in_borough = [not self.boroughs or b in self.boroughs for b in place.boroughs]
        home = [ids[int(s)] for s in place.sub_system_of_borough]
        in_system = [not self.sub_systems or s in self.sub_systems for s in home]
        outside = not self.boroughs and not self.sub_systems
        return np.array([*(a and b for a, b in zip(in_borough, in_system, strict=True)), outside])

    def pod_mask(self, pod: str) -> bool:
        """Whether a point of delivery is covered."""
        return not self.pods or pod in self.pods

    def includes(self, payee: Organisation) -> bool:
        """Whether a payee is covered, by where it is; a trust at home in no borough or sub-system is away."""
        away = payee.kind == "acute_trust" and payee.borough < 0 and payee.sub_system < 0
        return self.providers == "any" or away == (self.providers == "away")


def _known(words: tuple[str, ...], valid: tuple[str, ...] | list[str], kind: str) -> None:
    for word in words:
        if word not in valid:
            raise ValueError(f"the place has no {kind} '{word}'; it has {', '.join(valid)}")
