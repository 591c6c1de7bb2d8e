"""Serves the workshop: the toolkit's web server with nothing of the toolkit's left to see or to call home.

Settings are made before the toolkit is imported, since it reads them then. Every script and font comes
from this machine; what the page is missing for a reader of screens is put in on its way out.
"""

import logging
import os
import secrets
import socket
import sys
import warnings
from pathlib import Path
from threading import Thread
from typing import Any, Final, NoReturn

from scenarios.errors import InputError
from viz.room.doors import NONCE, Doors, address, is_loopback
from viz.room.workers import SEATS

SETTINGS: Final = {
    "SOLARA_APP": "viz.pages.app",
    "SOLARA_MODE": "production",
    "SOLARA_TELEMETRY_MIXPANEL_ENABLE": "False",
    "SOLARA_THEME_SHOW_BANNER": "False",
    "SOLARA_THEME_TITLE": "payscape",
    "SOLARA_THEME_LOADER": "plain",
    "SOLARA_THEME_FORCE_REFRESH": "True",
    "SOLARA_THEME_VARIANT": "light",
    "SOLARA_ASSETS_PROXY": "True",
    "SOLARA_ASSETS_FONTAWESOME_ENABLED": "False",
    "SOLARA_KERNEL_CULL_TIMEOUT": "3m",
    "SOLARA_KERNEL_MAX_PER_SESSION": str(2 * SEATS),
    "SOLARA_ROOT_PATH": "",
}
"""Settings of the toolkit, where the environment says nothing else: quiet and offline, a browser forgotten
minutes after it left, the page opened again where its session is lost, no request that says where it is."""

LISTENING: Final[dict[str, Any]] = {"ws_max_size": 2**24, "server_header": False, "proxy_headers": False}
"""How it listens: messages of a size, nothing said of itself, nobody believed who speaks for another."""

STYLE: Final = Path(__file__).with_name("workshop.css")

FIXES: Final = (
    ("<html>", '<html lang="en-GB">'),
    (", maximum-scale=1, user-scalable=no, minimal-ui", ""),
    ("<h1>{{ loading_text }}</h1>", "<h1>Opening the workshop</h1>"),
    (
        """<v-progress-circular indeterminate size="128" style="text-align: center;">Server
                disconnected.</v-progress-circular>""",
        """<div class="lost" role="alert"><p class="what">The workshop has lost its server.</p>
        <p>It will reopen as it is as soon as the server answers.
        The address holds what was chosen.</p></div>""",
    ),
)
"""What the toolkit's page lacks: a language, leave to zoom, our words while it loads or is lost."""

RECONNECT: Final = Path(__file__).with_name("reconnect.js")


def serve(host: str, port: int) -> None:
    """Serve the workshop until it is stopped.

    Args:
        host: address to listen on; 127.0.0.1 is this machine alone, and any other asks for a token.
        port: to listen on.

    Raises:
        InputError: if the port is taken.
    """
    _refuse_taken(host, port)
    os.environ.update({**SETTINGS, **os.environ})
    import uvicorn
    from solara.server import starlette

    _stay_here()
    _mend_page()
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    warnings.filterwarnings("ignore", message="Cookies with samesite=none")  # the doors set their own
    Thread(target=_rehearse, daemon=True).start()
    token = None if is_loopback(host) else secrets.token_urlsafe(24)
    print(opened(host, port, token), file=sys.stderr, flush=True)
    doors: Any = Doors(starlette.app, host, port, token)
    uvicorn.run(doors, host=host, port=port, log_level="warning", **LISTENING)


def opened(host: str, port: int, token: str | None) -> str:
    """What is said when the workshop opens: where it is, and who can come in.

    Example:
        >>> print(opened("127.0.0.1", 8765, None))
        The workshop is at http://127.0.0.1:8765 (Ctrl-C ends it)
    """
    where = f"The workshop is at {address(host, port, token)} (Ctrl-C ends it)"
    if token is None:
        return where
    return (
        f"{where}\nWarning: whoever has this address and reaches this machine can use the workshop and see "
        "what lies in results/, and what is sent is not encrypted."
    )


def _rehearse() -> None:
    """Have what a browser is likely to open first run already."""
    from viz.room.choice import DEFAULT
    from viz.room.session import workers

    workers().rehearse(DEFAULT)


def mended(page: str, nonce: str = "") -> str:
    """The toolkit's page with what it lacks, and our own style sheet.

    Args:
        page: as the toolkit makes it.
        nonce: the word that lets its own scripts run.

    Raises:
        RuntimeError: if the toolkit's page has changed, so that a fix no longer finds its place.

    Example:
        >>> page = mended("</head>".join(was for was, _ in FIXES))
        >>> 'lang="en-GB"' in page, "user-scalable" in page
        (True, False)
    """
    for was, becomes in FIXES:
        if was not in page:
            raise RuntimeError(f"the toolkit's page no longer has {was}")
        page = page.replace(was, becomes)
    style, reconnect = (file.read_text(encoding="utf-8") for file in (STYLE, RECONNECT))
    page = page.replace("</head>", f"<style>{style}</style><script>{reconnect}</script></head>", 1)
    return page.replace("<script>", f'<script nonce="{nonce}">')


def _mend_page() -> None:
    """Put every page through `mended` on its way out."""
    from solara.server import server

    made = server.read_root

    def read_root(*words: Any, **named: Any) -> str | None:
        page = made(*words, **named)
        return None if page is None else mended(page, NONCE.get())

    server.read_root = read_root


def _stay_here() -> None:
    """A script or font that is not on this machine is missing, not fetched."""
    from solara.server import cdn_helper

    def refuse(url: str) -> NoReturn:
        raise FileNotFoundError(f"{url} is not installed with solara-assets")

    cdn_helper.fetch_from_cdn = refuse


def _refuse_taken(host: str, port: int) -> None:
    """Complain about an address that cannot be listened on.

    Raises:
        InputError: if it is taken, or is none.
    """
    try:
        with socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET):
            pass
    except OSError as fault:
        what = f"cannot listen there ({fault.strerror or fault})"
        raise InputError(what, f"{host}:{port}", "choose another with --port") from None
