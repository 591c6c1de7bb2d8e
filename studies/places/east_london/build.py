"""Builds the East London folder from its raw inputs: `python -m studies.places.east_london.build`.

By default the inputs are those kept in `raw/`. With `--data DIR` the rows that are used are first
copied afresh from a folder of the published tables. `place.toml` and `SOURCES.md` are written by hand.
"""

import argparse
import csv
import io
import json
from pathlib import Path

from scenarios.files.place.columns import FILES
from studies.places.east_london import geography, hospitals, practices, raw, registrations, seasons, services

OBSERVED = {"observed/ae_monthly.csv": ("period", "organisation_id", "attendances", "admissions")}


def main() -> None:
    """Read the command line and build."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder of published tables to refresh raw/ from")
    parser.add_argument("--out", type=Path, default=raw.HERE, help="folder to write into")
    chosen = parser.parse_args()
    if chosen.data:
        raw.refresh(chosen.data)
    write(chosen.out)


def write(out: Path) -> None:
    """Write every built file into a folder."""
    for name, text in built().items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text(text, encoding="utf-8", newline="\n")


def built() -> dict[str, str]:
    """The text of every built file, by its path inside the folder."""
    tables = {
        "boroughs.csv": geography.borough_rows(),
        "population.csv": geography.population_rows(),
        "practices.csv": practices.practice_rows(),
        "list_by_age_sex.csv": practices.list_rows(),
        "registrations.csv": registrations.registration_rows(),
        "organisations.csv": services.organisation_rows(),
        "figures.csv": services.figure_rows(hospitals.beds()[hospitals.OUT]),
        "sites.csv": hospitals.site_rows(),
        "flows.csv": hospitals.flow_rows(),
        "outside.csv": hospitals.outside_rows(),
        "seasonality.csv": seasons.season_rows(),
        "observed/ae_monthly.csv": seasons.observed_rows(),
    }
    headers = {name: tuple(columns) for name, columns in FILES.items()} | OBSERVED
    files = {name: _csv(headers[name], rows) for name, rows in tables.items()}
    return files | {"boundaries.geojson": _boundaries()}


def _csv(header: tuple[str, ...], rows: list[list[str]]) -> str:
    """A table as CSV text."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def _boundaries() -> str:
    """The borough outlines, each named by its borough_id."""
    shapes = json.loads((raw.RAW / raw.BOUNDARIES).read_text(encoding="utf-8"))
    for feature in shapes["features"]:
        said = feature["properties"]
        feature["properties"] = {
            "borough_id": geography.BOROUGH_OF_LAD[said["lad_code"]],
            "name": said["borough"],
        }
    return json.dumps(shapes, separators=(",", ":")) + "\n"


if __name__ == "__main__":
    main()
