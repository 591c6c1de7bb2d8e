"""What stops the server from opening is said in one line, and its page is mended or refused."""

import socket

import pytest

import cli.serve
from scenarios.errors import InputError
from viz.room.server import FIXES, SETTINGS, mended, serve


def test_a_taken_port_is_said():
    said = pytest.raises(InputError, match=r"cannot listen there .*; choose another with --port")
    with socket.create_server(("127.0.0.1", 0)) as taken, said:
        serve("127.0.0.1", taken.getsockname()[1])


def test_without_the_extra_one_line_says_what_to_install(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(
        InputError,
        match=r"needs solara, anywidget, ipyvuetify, tomli_w; in payscape's folder: .* -e '\.\[viz\]'",
    ):
        cli.serve.serve()


def test_the_toolkit_is_told_to_stay_quiet_and_to_forget_browsers_soon():
    assert SETTINGS["SOLARA_TELEMETRY_MIXPANEL_ENABLE"] == "False"
    assert SETTINGS["SOLARA_KERNEL_CULL_TIMEOUT"].endswith("m")


def test_a_toolkit_whose_page_has_changed_is_noticed():
    page = "</head>".join(was for was, _ in FIXES)
    assert '<html lang="en-GB">' in mended(page)
    with pytest.raises(RuntimeError, match="no longer has <html>"):
        mended(page.replace("<html>", "<html class='x'>"))
