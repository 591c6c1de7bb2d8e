"""One HTML page that needs nothing but itself: no request leaves the machine that opens it.

Every word that comes from outside is escaped here, and only here.
"""

import io
import re
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any, Final

import matplotlib as mpl
from matplotlib.figure import Figure

from scenarios.runs.file import PAGE

STYLE: Final = Path(__file__).with_name("report.css")


class Html(str):
    """Text that is HTML already; all other text is escaped on its way in."""


def text(words: object) -> Html:
    """Words as HTML, whatever characters they hold.

    Example:
        >>> text("R&D <1%")
        'R&amp;D &lt;1%'
    """
    return words if isinstance(words, Html) else Html(escape(str(words)))


def paragraph(words: object) -> Html:
    """One paragraph."""
    return Html(f"<p>{text(words)}</p>")


def bullets(items: Iterable[object]) -> Html:
    """A plain list."""
    return Html("<ul>" + "".join(f"<li>{text(item)}</li>" for item in items) + "</ul>")


def said(words: object) -> Html:
    """A sentence that matters, set apart."""
    return Html(f'<p class="said">{text(words)}</p>')


def code(words: object) -> Html:
    """Lines of a file, or of a command, as they are typed."""
    return Html(f'<pre class="plain">{text(words)}</pre>')


def section(heading: str, *parts: Html) -> Html:
    """A part of the page under a heading."""
    return Html(f"<section><h2>{text(heading)}</h2>{''.join(parts)}</section>")


def folded(summary: str, *parts: Html) -> Html:
    """Parts that open on request, and are printed open."""
    return Html(f"<details><summary>{text(summary)}</summary>{''.join(parts)}</details>")


def table(caption: str, headings: Sequence[str], rows: Iterable[Sequence[object]], numbers: int = 0) -> Html:
    """A table whose first column names its rows.

    Args:
        caption: what the table holds.
        headings: one for each column.
        rows: cells, as many as headings.
        numbers: how many columns, counted from the right, hold numbers.
    """
    first_number = len(headings) - numbers

    def cell(tag: str, place: int, words: object, scope: str = "") -> str:
        number = ' class="number"' if place >= first_number else ""
        return f"<{tag}{scope}{number}>{text(words)}</{tag}>"

    head = "".join(cell("th", i, words, ' scope="col"') for i, words in enumerate(headings))
    body = "".join(
        "<tr>"
        + cell("th", 0, row[0], ' scope="row"')
        + "".join(cell("td", i, words) for i, words in enumerate(row[1:], 1))
        + "</tr>"
        for row in rows
    )
    return Html(
        f'<div class="scroll" tabindex="0" role="group" aria-label="{text(caption)}">'
        f"<table><caption>{text(caption)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def picture(figure: Figure, name: str, caption: str) -> Html:
    """A chart as a drawing inside the page, its title as what a screen reader says.

    Args:
        figure: the chart.
        name: unique on the page; keeps the drawing's inner names apart from other charts'.
        caption: how to read it.
    """
    words = figure.get_suptitle() or " ".join(
        label.get_text() for axes in figure.axes for label in axes.texts
    )
    settings: Any = {"svg.fonttype": "none", "svg.hashsalt": name, "svg.id": name}
    with mpl.rc_context(settings), io.StringIO() as drawn:
        figure.savefig(
            drawn, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None}
        )
        svg = drawn.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = re.sub(r'(id="|url\(#|xlink:href="#)(?=[A-Za-z_])', rf"\g<1>{name}-", svg)
    spoken = text(f"{words}. {caption}")
    svg = svg.replace("<svg", f'<svg role="img" aria-label="{spoken}"', 1)
    return Html(f"<figure>{svg}<figcaption>{text(caption)}</figcaption></figure>")


def foot(version: object = "") -> str:
    """What stands under every page."""
    by = f"payscape {version}".strip()
    return f"{by}. A simulation: it explores how behaviour may respond to payment; it does not forecast."


def page(title: str, lead: str, parts: Iterable[Html], foot: str) -> str:
    """The whole page."""
    return (
        f'{PAGE}\n<html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{text(title)}</title><style>{STYLE.read_text(encoding='utf-8')}</style></head><body>"
        '<a class="skip" href="#main">To the results</a>'
        f'<header><div class="column"><h1>{text(title)}</h1><p>{text(lead)}</p></div></header>'
        f'<main id="main" class="column">{"".join(parts)}</main>'
        f'<footer><div class="column">{text(foot)}</div></footer></body></html>\n'
    )
