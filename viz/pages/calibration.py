"""Calibration: look at local data before a fit, and at what a finished fit says and may be used for."""

from dataclasses import replace
from importlib.util import find_spec
from typing import Any, Final

from scenarios.errors import installing
from viz.finished.catalogue import RESULTS, folders
from viz.pages.pieces import Heading
from viz.pages.request import Pending, use_request
from viz.pages.sweep import Nothing
from viz.room import session
from viz.room.arms_chosen import arms
from viz.room.choice import Choice
from viz.room.markup import html, tag
from viz.room.toolkit import component, use_memo, use_state, widget
from viz.widgets.charts import Charts, as_bytes
from viz.widgets.open_file import TABLES, OpenFile, received
from viz.widgets.select import Select
from viz.widgets.strip import Strip

PATH: Final = "calibration"
TITLE: Final = "Calibration"

_NEEDS: Final = ("pandera", "emcee", "sklearn", "scipy", "SALib")
_MAKES: Final = f"payscape calibrate east-london-to-march-2017 --out {RESULTS}/to-2017"


@component
def Page():
    """What local data say, and how sure."""
    now = session.trail.value.now
    with tag("div", classes="calibrating") as page:
        Heading(
            "What local data say", "How far the numbers of the model can be learned from monthly activity."
        )
        if any(find_spec(name) is None for name in _NEEDS):
            tag("p", f"Calibration needs more; {installing('calibrate')}.", classes="waiting")
        else:
            LocalData(now)
            Fits(now)
    return page


@component
def LocalData(now: Choice):
    """A file of local activity, checked and not stored.

    Args:
        now: what is chosen: where.
    """
    from viz.finished.local_data import LARGEST, check, series_table, summary

    sent, set_sent = use_state(None)
    request = use_request(lambda: _checked(now, sent, check) if sent else None, [now.a, sent])
    label = "Monthly activity, as CSV or Excel: month, provider, pod, activity, or a national return"
    with tag("section", classes="local", aria_label="Local data") as local:
        tag("h2", "Is our data usable?")
        widget(OpenFile, label=label, suffixes=list(TABLES), largest=LARGEST, on_opened=set_sent)
        tag("p", "It is checked on this machine and not stored.", classes="small")
        if sent:
            if request.waiting or request.result is None:  # never the verdict on the file before
                Pending(request, f"Checking {sent.get('name')}.")
            else:
                tag("p", summary(*request.result), classes="why", role="status")
                html(series_table(request.result[1]))
    return local


def _checked(now: Choice, sent: dict[str, Any], check: Any) -> Any:
    """Check a file against the place that is chosen: its name, and what was found in it.

    Raises:
        InputError: at the first fault.
    """
    from viz.finished.local_data import LARGEST, local_providers

    name, content = received(sent, LARGEST)
    return name, check(name, content, session.beside(local_providers, arms(now)[0]))


@component
def Fits(now: Choice):
    """Finished calibrations.

    Args:
        now: what is chosen.
    """
    there = folders("calibration")
    name = now.fit if now.fit in there else next(iter(there), "")
    with tag("section", classes="fits", aria_label="Finished calibrations") as fits:
        if not there:
            Nothing("No calibration results here yet.", _MAKES)
        else:
            options = [[n, n] for n in there]
            widget(Select, label="Finished calibration", options=options, value=name, on_value=_open)
            Fit(name)
    return fits


def _open(name: str) -> None:
    if name in folders("calibration"):
        session.note(replace(session.trail.value.now, fit=name))


@component
def Fit(name: str):
    """What one calibration says.

    Args:
        name: of its folder.
    """
    from viz.finished.fitted import opened

    request = use_request(lambda: opened(folders("calibration")[name]), [name])
    with tag("div") as shown:
        if request.result is None:
            Pending(request, "Reading the calibration.")
        else:
            Finished(request.result)
    return shown


@component
def Finished(fit: Any):
    """Verdicts on one calibration, and its drawings.

    Args:
        fit: a `viz.finished.fitted.Fitted`.
    """
    from viz.finished.fitted import verdict_words, verdicts

    with tag("div") as finished:
        tag("h2", fit.title)
        tag("p", verdict_words(fit), classes="score")
        html(verdicts(fit))
        Drawn(fit)
    return finished


@component
def Drawn(fit: Any):
    """What was learned, and series observed and predicted.

    Args:
        fit: a `viz.finished.fitted.Fitted`.
    """
    from viz.finished.fitted import learned, panels

    strip = use_memo(lambda: learned(fit), [fit])
    made, months, lines = use_memo(lambda: panels(fit), [fit])
    with tag("div", classes="drawn") as drawn:
        widget(Strip, **strip)
        tag("h2", "Observed and predicted")
        with tag("div", classes="key"):
            tag("span", classes="swatch", aria_hidden="true")
            tag("span", "predicted, with the band that holds nine months in ten")
            tag("span", classes="swatch dashed", aria_hidden="true")
            tag("span", f"observed. {fit.months}")
        names = ["observed", "predicted"]
        widget(Charts, panels=made, names=names, months=months, values=as_bytes(lines))
    return drawn
