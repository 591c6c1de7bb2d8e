"""A study as its file says it: two arms, what was measured, what was published, and by whom.

Example:
    >>> from scenarios.reforms.studies import load_study, study_names
    >>> study = load_study("NE12-drg-price-norway")
    >>> study.setting, study.outcomes[0].measure
    ('nordic-public', 'elasticity')
"""

from pathlib import Path
from typing import Annotated, Any, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from abm.parameters import BY_NAME
from abm.payment.element import one_of
from scenarios.files.fields import Number, Words
from scenarios.reforms.contrast import CONTRASTS
from scenarios.reforms.quantity import Quantity
from scenarios.reforms.score import Published
from scenarios.reforms.settings import Parameters

ParameterName = Annotated[str, one_of("parameter", BY_NAME)]
LATEST: Final = 20
"""Years after a reform that may be measured."""


class ArmTerms(BaseModel):
    """How everybody is paid in one arm, and what else is different there.

    Attributes:
        regime: a regime by name or file, or its terms in a table; such a table may extend a regime, or
            `before`, the arm before the reform.
        programme: by name or file, or its terms in a table; `none` for none.
        shock: by name or file.
        parameters: changed parameters of this arm alone, each within its plausible range.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    regime: str | dict[str, Any]
    programme: str | dict[str, Any] | None = None
    shock: str | None = None
    parameters: Parameters = Field(default_factory=dict[str, float])


class Ratio(BaseModel):
    """A quantity, or a quantity over another, times a factor.

    Attributes:
        of: what is counted.
        per: what it is divided by; nothing by default.
        times: factor, such as 100 for per cent or 100000 for a rate.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    of: Quantity
    per: Quantity | None = None
    times: Annotated[float, Field(strict=True, gt=0, allow_inf_nan=False)] = 1.0

    @property
    def needs_counterfactuals(self) -> bool:
        """Whether two more runs are lived for it."""
        return self.of.needs_counterfactuals or (self.per is not None and self.per.needs_counterfactuals)


class Outcome(Ratio, Published):
    """One effect that a study measured, and what it found.

    Attributes:
        what: the outcome in the study's words.
        measure: how the arms are set against one another, one of `contrast.CONTRASTS`.
        unit: of the effect.
        year: contract year after the reform that is measured, from 1.
        price_change: per cent, for an elasticity.
        against: what the reform should not touch, measured in the same arms and taken off.
    """

    what: Words
    measure: Annotated[str, one_of("measure", CONTRASTS)]
    unit: Words
    year: Annotated[int, Field(strict=True, ge=1, le=LATEST)] = 1
    price_change: Number | None = None
    against: Ratio | None = None

    @model_validator(mode="after")
    def _price_where_elastic(self) -> Self:
        """An elasticity needs the change of price, and nothing else does."""
        if (self.measure == "elasticity") != (self.price_change is not None):
            raise ValueError("price_change belongs to an elasticity, and an elasticity needs it")
        if self.price_change == 0:
            raise ValueError("price_change is 0, so there is nothing to divide by")
        return self


class StudyTerms(BaseModel):
    """What a study's file may say.

    Attributes:
        id: of the row of evidence.
        title: one line.
        question: what the reform is asked, in plain words.
        watch: where the answer is.
        cannot_answer: what stays outside.
        setting: a name of the settings file.
        place: where it is re-enacted, by name or folder.
        sample: residents simulated for each one there is.
        begins: month of the run in which the reform begins, an April.
        changed: which contract terms were changed, and how income was kept or not.
        missing: what the model lacks, where it falls short.
        cited: the name by which sources of parameters cite the study.
        informed: parameters whose value it informed.
        kept_out: whether it was written after the model stood, by somebody who built none of it, and its
            terms and signs were fixed before it was ever run; scored apart.
        citation: where it was published.
        verification: how its figures were seen.
        confidence: in them.
        parameters: changed parameters of both arms.
        before: how people were paid, under which their conduct was formed.
        after: how they were paid then.
        control_before: the same of a control, where the study had one that was paid otherwise.
        control_after: how the control was paid then.
        outcomes: what was measured, the study's main result first.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: Words
    title: Words
    question: Words
    watch: Words
    cannot_answer: Words
    setting: Words
    place: Words = "east_london"
    sample: Annotated[float, Field(strict=True, gt=0, le=1)] = 0.05
    begins: Annotated[int, Field(strict=True, ge=0, le=120, multiple_of=12)] = 12
    changed: Words
    missing: str = ""
    cited: Words
    informed: tuple[ParameterName, ...] = ()
    kept_out: Annotated[bool, Field(strict=True)] = False
    citation: Words
    verification: Words
    confidence: Literal["high", "medium", "low"]
    parameters: Parameters = Field(default_factory=dict[str, float])
    before: ArmTerms
    after: ArmTerms
    control_before: ArmTerms | None = None
    control_after: ArmTerms | None = None
    outcomes: Annotated[tuple[Outcome, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _control_whole(self) -> Self:
        """A control has a before and an after."""
        if (self.control_before is None) != (self.control_after is None):
            raise ValueError("a control needs control_before and control_after")
        return self

    @model_validator(mode="after")
    def _kept_out_informs_nothing(self) -> Self:
        """Whoever set a number by a study had seen it."""
        if self.kept_out and self.informed:
            raise ValueError("a study that informed a parameter was not kept out; drop kept_out or informed")
        return self

    @property
    def last_year(self) -> int:
        """The latest year that is measured."""
        return max(outcome.year for outcome in self.outcomes)


class Study(StudyTerms):
    """A study with where it was read.

    Attributes:
        name: its file's name without .toml.
        folder: where the file is; names of files in it start there.
    """

    name: str
    folder: Path
