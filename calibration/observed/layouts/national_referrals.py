"""Referrals: the monthly referral return (MRR, since June 2020), and before it the activity return (MAR).

Both count what general practices and others refer to each provider. MAR also has first attendances, planned
treatments and non-elective admissions, as finished first episodes.
"""

from typing import Final

from calibration.observed.layouts.layout import Layout, Measure, any_of

GP: Final = any_of(
    "gp referrals made (all)", "gp referrals made (all specialties)", "gp referrals made (g&a)"
)

LAYOUT: Final = Layout(
    name="national referrals (MRR, MAR)",
    headings="Org Code, GP Referrals Made (All)",
    says="GP referrals; of MAR also first attendances, day cases, elective and non-elective admissions",
    known_by=(GP,),
    measures=(
        Measure("gp_referrals", GP, noun="GP referrals"),
        Measure(
            "first_attendances",
            any_of("all 1st outpatient attendances (g&a)", "all first outpatient attendances*"),
            noun="first attendances",
            needed=False,
        ),
        Measure(
            "planned_treatments",
            any_of("elective g&a daycase admissions (ffces)", "elective g&a day case admissions*"),
            part="DC",
            noun="day cases",
            needed=False,
        ),
        Measure(
            "planned_treatments",
            any_of("elective g&a ordinary admissions (ffces)", "elective g&a ordinary admissions*"),
            part="EL",
            noun="ordinary elective admissions",
            needed=False,
        ),
        Measure(
            "emergency_spells",
            any_of("total non-elective g&a admissions (ffces)", "non-elective g&a admissions*"),
            noun="non-elective admissions",
            needed=False,
        ),
    ),
    caution="the model has referrals by practice, borough and `all`: name whose a code's are with codes",
)
