"""The picture of a study's page, drawn from the table that the study wrote beside it.

    python -m studies.pictures CHART TABLE PICTURE

CHART is a name from the catalogue of charts, TABLE the study's CSV file, PICTURE a file to write.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from viz.charts.catalogue import CHARTS
from viz.report.sweep_charts import save_figure


def main(given: Sequence[str] | None = None) -> None:
    """Draw one chart from one table, all of it or nothing."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("chart", choices=sorted(CHARTS))
    parser.add_argument("table", type=Path)
    parser.add_argument("picture", type=Path)
    chosen = parser.parse_args(given)
    save_figure(CHARTS[chosen.chart].draw(pd.read_csv(chosen.table)), chosen.picture)


if __name__ == "__main__":
    main()
