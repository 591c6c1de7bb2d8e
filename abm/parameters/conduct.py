"""How organisations decide: altruism, horizon, pressure, habit, peers, beliefs.

None of these was measured in the NHS as such; ranges are wide and results should be swept over them.
"""

from abm.parameters.parameter import Parameter

_EM = "Ellis and McGuire 1986; Godager and Wiesen 2013: altruism is heterogeneous; no number found"

ALL = (
    Parameter("conduct.altruism.gp_practice", 0.35, "weight of patients against margin, 0 to 1", 0.1, 0.6, _EM, "assumed"),
    Parameter("conduct.altruism.acute_trust", 0.25, "weight of patients against margin, 0 to 1", 0.1, 0.5, _EM, "assumed"),
    Parameter("conduct.altruism.community", 0.35, "weight of patients against margin, 0 to 1", 0.1, 0.6, _EM, "assumed"),
    Parameter(
        "conduct.altruism_spread", 0.4, "coefficient of variation between organisations of a kind", 0.2, 1.0,
        "Brosig-Koch et al.: substantial heterogeneity; no number found", "assumed",
    ),
    Parameter(
        "conduct.pass_through", 0.93, "share of the organisation's incentive that reaches the clinician", 0.5, 1.0,
        "with altruism, set so that (1 - altruism) x pass-through is about 0.7 where incentives bind, as in an "
        "aggregate prototype set against the published effects", "low",
    ),
    Parameter(
        "conduct.complexity", 0.03, "share of pass-through lost per further basis of payment", 0.0, 0.1,
        "C3.20: modifications lead to fragmented incentives; size judged", "assumed",
    ),
    Parameter(
        "conduct.horizon_years", 2.0, "years of future margin that count", 1.0, 5.0,
        "contract lengths and annual budgets", "assumed",
    ),
    Parameter(
        "conduct.discount_rate", 0.05, "a year", 0.035, 0.15,
        "HM Treasury Green Book 3.5%, with managerial impatience", "assumed",
    ),
    Parameter(
        "conduct.rebasing_belief", 0.35, "believed share of a change in outturn that resets later plans", 0.0, 1.0,
        "swept: with a two-year horizon it can turn the sign of a block's effect", "assumed",
    ),
    Parameter(
        "conduct.target_income", 15.0, "rise of the weight on money per unit of margin below target", 0.0, 35.0,
        "McGuire and Pauly 1991; HCFA's 50% offset rule; prototype 15", "low",
    ),
    Parameter(
        "conduct.target_margin", 0.0, "margin on turnover aimed at", 0.0, 0.02, "break-even duty", "medium",
    ),
    Parameter(
        "conduct.building", 0.06, "share of the way gone per month when doing more", 0.02, 0.15,
        "a switch to block was 90% complete in 27 to 35 months in the prototype", "low",
    ),
    Parameter(
        "conduct.dropping", 0.15, "share of the way gone per month when doing less", 0.05, 0.25,
        "unpaid work is dropped two to four times faster than services are built", "assumed",
    ),
    Parameter(
        "conduct.peer_pull", 0.02, "share of the distance to neighbours' mean per month", 0.0, 0.06,
        "Molitor 2018: environment explains 60 to 80% of movers' change in a year, an upper bound", "low",
    ),
    Parameter(
        "conduct.shock", 0.002, "standard deviation of a monthly shock, in lever units", 0.0, 0.02,
        "bounded rationality; no number found", "assumed",
    ),
    Parameter(
        "conduct.forecast_error", 0.04, "standard deviation of the year-end forecast, as a share", 0.01, 0.10,
        "spread of trusts' outturn around plan, judged", "assumed",
    ),
    Parameter(
        "conduct.stiffness.admission_threshold", 5.0, "curvature of the cost of leaving the norm", 4.0, 15.0,
        "prototype against Januleviciute et al. 2016 (medical volume-price elasticity 0.08 to 0.13)", "medium",
    ),
    Parameter(
        "conduct.stiffness.follow_up_ratio", 4.0, "curvature of the cost of leaving the norm", 2.0, 12.0,
        "prototype", "low",
    ),
    Parameter(
        "conduct.stiffness.referral_threshold", 7.5, "curvature of the cost of leaving the norm", 4.0, 20.0,
        "prototype against Kralj and Kantarevic 2013 (GP services -6 to -7%)", "low",
    ),
    Parameter(
        "conduct.stiffness.proactive_care", 2.0, "curvature of the cost of leaving the norm", 1.5, 3.0,
        "prototype", "low",
    ),
    Parameter(
        "belief.avoidable_by_proactive", 0.12, "believed fall in an enrolled person's avoidable emergencies", 0.0, 0.25,
        "Harrison et al. 2014 (-8% by year seven), Oregon (-25%); managers expect more than trials find", "low",
    ),
    Parameter(
        "belief.avoidable_per_eligible", 0.12, "believed avoidable admissions per eligible person-year", 0.05, 0.2, "what the reference year of the model has: about half of avoidable admissions fall on the eligible tenth", "assumed",
    ),
    Parameter(
        "belief.worth_of_marginal_admission", 0.012, "quality-adjusted life years per marginal admission avoided harm",
        0.0, 0.05, "observation units: most marginal admissions change little", "assumed",
    ),
    Parameter(
        "belief.worth_of_marginal_follow_up", 0.0006, "quality-adjusted life years per marginal follow-up", 0.0, 0.004,
        "patient-initiated follow-up trials find little lost", "assumed",
    ),
    Parameter(
        "belief.worth_of_marginal_referral", 0.004, "quality-adjusted life years per marginal referral", 0.0, 0.02,
        "no number found", "assumed",
    ),
    Parameter(
        "belief.worth_of_proactive_month", 0.0010, "quality-adjusted life years per enrolled month", 0.0, 0.004,
        "Stokes et al. 2015: self-rated health +0.07 SD", "low",
    ),
)  # fmt: skip
