"""How what is done is written down, in the reference year."""

from abm.parameter import Parameter

ALL = (
    Parameter(
        "recording.usual_share",
        0.05,
        "share of failures of a measure that are recorded as success or excepted, at the norm",
        0.0,
        0.15,
        "Gravelle, Sutton and Ma 2010: practices excepted 7 to 9% of patients, not all of them wrongly",
        "low",
    ),
)
