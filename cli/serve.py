"""`payscape serve`: the workshop in a browser, on this machine alone unless told otherwise."""

from typing import Annotated, Final

import typer

EXAMPLES: Final = ("payscape serve", "payscape serve --host 0.0.0.0 --port 8080")


def serve(
    host: Annotated[
        str,
        typer.Option(
            "--host",
            metavar="ADDRESS",
            help="127.0.0.1 is this machine; 0.0.0.0 lets in whoever has the token in its address.",
        ),
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=1, max=65535, metavar="N", help="Port to listen on.")
    ] = 8765,
) -> None:
    """The browser front end: move a lever of payment and see five simulated years.

    Needs the viz extra. Nothing leaves the machine: no fonts, scripts or counts are fetched or sent.
    """
    from importlib.util import find_spec

    from scenarios.errors import InputError, installing

    missing = [name for name in ("solara", "anywidget", "ipyvuetify", "tomli_w") if find_spec(name) is None]
    if missing:
        raise InputError(f"the workshop needs {', '.join(missing)}", "serve", installing("viz"))
    from viz.room.server import serve as serve_workshop

    serve_workshop(host, port)
