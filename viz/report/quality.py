"""Quality assurance as a part of every report: what was checked, what was not, and who signs."""

from scenarios.assurance.quality import SIGN_OFF, quality
from viz.report.page import Html, bullets, folded, paragraph, section, table


def assured() -> Html:
    """Purpose and what is open in view, checks folded away, and blanks for those who answer for the use."""
    told = quality()
    checks = [(c["what"], c["how"], c["showed"], c["evidence"]) for c in told["checks"]]
    blanks = [(role["role"], *[""] * (len(SIGN_OFF) - 1)) for role in told["roles"]]
    open_ = [f"{matter['what']}. {matter['state']}" for matter in told["open"]]
    form = [(form["what"], form["why"], form["wrong"]) for form in told["form"]]
    return section(
        "Quality assurance",
        paragraph(told["purpose"]),
        bullets(f"Not fit for: {sentence}" for sentence in told["not_fit_for"]),
        paragraph("Not done, or open:"),
        bullets(open_),
        folded(
            f"The {len(checks)} checks made",
            table("In the manner of the Aqua Book.", ("Check", "How", "Showed", "Evidence"), checks),
        ),
        folded("Assumptions of form", table("What the model takes for granted.", _FORM, form)),
        table("Sign-off, for one decision; to be filled in by whoever uses this.", _HEADS, blanks),
    )


_FORM = ("Assumption", "Why", "It is wrong")
_HEADS = tuple(head[:1].upper() + head[1:] for head in SIGN_OFF)
