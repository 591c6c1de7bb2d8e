"""Who decides, and whose deficit counts: forms of governance (G1 to G10).

Who is paid by whom is in the contracts. A form of governance adds who leads, whose margins a member
has in view when it decides, and how much they weigh beside its own. A boundary without a weight of its
own takes that of its form, see `abm.regimes.forms`.

Example:
    >>> Governance(form="G7", boundary="sub_system", members=("community",)).partner_weight
    0.3
"""

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal, Self

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, model_validator

from abm.contracts.contract import MONEY_HOLDERS, PAYEE_KINDS
from abm.payment.element import Share, one_of
from abm.place import Place
from abm.quantities import Bools
from abm.regimes.forms import FORMS

LED_FORMS: Final = ("G5",)
"""Forms in which one sum goes to a lead of the whole sub-system. A prime provider (G8) may also be a kind
of provider that pays subcontracts for the boroughs it serves."""
MEMBER_KINDS: Final = (*PAYEE_KINDS, *MONEY_HOLDERS, "commissioner", "council")


class Governance(BaseModel):
    """Who leads and whose margins count.

    Attributes:
        form: a key of `FORMS`.
        lead_kind: `acute_trust` or `gp_federation`, the lead of each sub-system; None for no lead.
        boundary: `sub_system` where members look beyond their own accounts, else `none`.
        members: kinds of organisation inside the boundary.
        partner_weight: weight of partners' margins beside one's own, 0 (alone) to 1 (as one); that of
            the form where a boundary is named and no weight.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    form: Annotated[str, one_of("form of governance", FORMS)] = "G1"
    lead_kind: Literal["acute_trust", "gp_federation"] | None = None
    boundary: Literal["none", "sub_system"] = "none"
    members: tuple[Annotated[str, one_of("kind of organisation", MEMBER_KINDS)], ...] = ()
    partner_weight: Share = Field(default=0.0, description="weight of partners' margins, 0 to 1")

    @model_validator(mode="before")
    @classmethod
    def _weight_of_its_form(cls, given: Any) -> Any:
        """A boundary weighs as its form does unless it says otherwise."""
        if not isinstance(given, Mapping):
            return given
        terms: dict[str, Any] = dict(given)
        form = FORMS.get(terms.get("form", "G1"))
        if form is not None and terms.get("boundary", "none") != "none":
            terms.setdefault("partner_weight", form.partner_weight)
        return terms

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        """A boundary has members and a weight; a led form has a lead."""
        if (self.boundary == "none") and (self.members or self.partner_weight):
            raise ValueError("members and partner_weight need boundary = 'sub_system'")
        if self.boundary == "sub_system" and not self.members:
            raise ValueError("boundary = 'sub_system' needs members, the kinds inside it")
        if self.form in LED_FORMS and self.lead_kind is None:
            raise ValueError(f"form {self.form} is {FORMS[self.form].title}, so it needs lead_kind")
        return self

    def in_view(self, place: Place) -> Bools:
        """bool[O, O], whose margins (column) each organisation (row) has in view; always its own.

        Members of one sub-system see one another. An organisation that belongs to no sub-system but
        serves or buys for its boroughs is a partner in each that it serves.
        """
        seen = np.eye(len(place.organisations), dtype=bool)
        if self.boundary == "none":
            return seen
        for system in range(len(place.sub_systems)):
            inside = np.zeros(len(place.organisations), bool)
            inside[_serving(place, system)] = True
            inside &= np.array([o.kind in self.members for o in place.organisations])
            seen |= inside[:, None] & inside
        return seen


def _serving(place: Place, system: int) -> list[int]:
    """Organisations of a sub-system: by address, or because its boroughs are served by them."""
    boroughs = place.sub_system_of_borough == system
    serving = {int(i) for table in place.serving.values() for i in table[boroughs]}
    serving |= {i for i, o in enumerate(place.organisations) if o.sub_system == system}
    serving |= set(np.flatnonzero(boroughs[place.practice_borough]).tolist())
    lead = place.sub_systems[system]
    return sorted(i for i in serving | {lead.lead_trust, lead.lead_federation} if i >= 0)
