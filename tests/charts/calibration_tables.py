"""Small tables as a calibration saves them, for its charts."""

import pandas as pd


def parameters() -> pd.DataFrame:
    rows = [
        ("urgent.attendance_rate", "learned", 0.85, 1.0, 1.15, 1.04, 1.09, 1.15),
        ("urgent.admit_minor", "not identified", 0.01, 0.035, 0.06, 0.012, 0.034, 0.058),
    ]
    ends = [f"{when}_{end}" for when in ("prior", "posterior") for end in ("low", "median", "high")]
    return pd.DataFrame(rows, columns=["parameter", "identified", *ends])


def series() -> pd.DataFrame:
    rows = [
        (f"2017-{4 + m:02d}", "ae_attendances", who, 1500.0 + 300 * (m == 7), 1400.0, 1510.0, 1620.0, m < 6)
        for who in ("TGH", "R & <H>")
        for m in range(9)
    ]
    columns = ["month", "target", "provider", "observed", "low", "median", "high", "fitted"]
    return pd.DataFrame(rows, columns=columns)


def planted() -> pd.DataFrame:
    rows = [(t, name, 0.5, 0.2, 0.8 if t else 0.4, t / 10) for name in ("a", "b") for t in range(10)]
    return pd.DataFrame(rows, columns=["truth", "parameter", "part", "low", "high", "rank"])


def scores() -> pd.DataFrame:
    rows = [
        ("ae_attendances", "TGH", 12, 10.0, 20.0, 0.5),
        ("emergency_admissions", "TGH", 12, 9.0, 6.0, 1.5),
    ]
    return pd.DataFrame(rows, columns=["target", "provider", "months", "crps_model", "crps_naive", "ratio"])


CALIBRATION_TABLES = {
    "posterior_against_prior": parameters,
    "months_in_bands": series,
    "planted_truths": planted,
    "held_out_scores": scores,
}
