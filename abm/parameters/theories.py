"""The theories of decision beside the default one: what recouping, imitating and satisficing take.

They are rivals, not refinements: a result that needs one of them is worth less than one that holds
under all. Sweep them over their ranges before relying on any.
"""

from abm.parameter import Parameter

ALL = (
    Parameter(
        "conduct.recoup_share",
        0.4,
        "share of a loss of income that is won back, under recoup_income",
        0.0,
        0.7,
        "McGuire and Pauly 1991; HCFA's 50% offset rule; Yip 1998 (70%, thoracic surgeons); near nil in "
        "ophthalmology; fee-for-service surgeons in the United States are an upper bound",
        "medium",
    ),
    Parameter(
        "conduct.recoup_burden",
        3.0,
        "most pounds of unpleasantness borne for a pound recouped, under recoup_income",
        1.0,
        10.0,
        "no number found; at 1 only what is worth its unpleasantness is done",
        "assumed",
    ),
    Parameter(
        "conduct.imitation",
        0.3,
        "share of the distance to the best neighbour gone per year, under imitate",
        0.1,
        0.7,
        "Molitor 2018: environment explains 60 to 80% of movers' change in a year; capacity is part of "
        "that, and people move more easily than organisations, so an upper bound",
        "medium",
    ),
    Parameter(
        "conduct.satisfice_slack",
        0.01,
        "margin short of what is good enough that is put down to luck, a share of turnover, under satisfice",
        0.0,
        0.03,
        "no number found; twelve-month margins in the model move by near 1% with season and luck alone",
        "assumed",
    ),
    Parameter(
        "conduct.satisfice_step",
        0.01,
        "share of a lever's half-range per month of shortfall, under satisfice",
        0.002,
        0.03,
        "Simon 1955 gives the form, no number was found; at 0.01 a trust admits 1.5% more after a quarter",
        "assumed",
    ),
    Parameter(
        "conduct.satisfice_growth",
        20.0,
        "rise of the size of a step per unit of margin below what is good enough, under satisfice",
        0.0,
        50.0,
        "no number found; at 20 a shortfall of 5% of turnover doubles the step",
        "assumed",
    ),
    Parameter(
        "conduct.satisfice_return",
        0.02,
        "share of the way back to the norm gone per month while content, under satisfice",
        0.0,
        0.1,
        "no number found; a third of the pace at which services are built",
        "assumed",
    ),
    Parameter(
        "conduct.satisfice_notice",
        0.001,
        "share of turnover that a unit of a lever must bring to be noticed, under satisfice",
        0.0,
        0.01,
        "no number found; a few pounds either way point nobody anywhere",
        "assumed",
    ),
)
