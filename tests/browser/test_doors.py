"""In a real browser and with bare sockets: another site gets nothing, and nobody sits without a page."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from uuid import uuid4

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route, WebSocketRoute
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from benchmarks.visitor import FULL, page_cookie
from viz.room.doors import INNER_COOKIE, Doors, address
from viz.room.workers import SEATS

pytestmark = pytest.mark.browser

TOKEN = "not-to-be-guessed"
ATTEMPT = """async ([root, socket]) => {
  const said = {};
  const opened = new Promise((done) => {
    const ws = new WebSocket(socket);
    ws.onopen = () => done("open"); ws.onclose = () => done("refused");
  });
  said.socket = await opened;
  said.post = await fetch(root + "/live", { method: "POST", mode: "no-cors", credentials: "include" })
    .then((answer) => answer.type, () => "refused");
  said.read = await fetch(root + "/live", { credentials: "include" })
    .then((answer) => answer.text(), () => "refused");
  said.script = await new Promise((done) => {
    const script = document.createElement("script");
    script.onload = () => done("loaded"); script.onerror = () => done("refused");
    script.src = root + "/script.js"; document.head.append(script);
  });
  return said;
}"""
"""What a page may try against another server."""

FRAME = """to => new Promise((done) => {
  const frame = document.createElement("iframe");
  frame.onload = done; frame.src = to; document.body.append(frame);
})"""


class Inside:
    """A small server in place of the workshop; remembers which sockets were opened."""

    def __init__(self) -> None:
        self.opened = 0
        routes = [Route("/script.js", self._script), Route("/{page}", self._page, methods=["GET", "POST"])]
        self.app = Starlette(routes=[WebSocketRoute("/socket", self._socket), *routes])

    async def _page(self, request) -> HTMLResponse:
        page = HTMLResponse("<!doctype html><title>inside</title><h1>Inside</h1>")
        page.set_cookie(INNER_COOKIE, "theirs")
        return page

    async def _script(self, request) -> HTMLResponse:
        return HTMLResponse("window.read = 1", media_type="text/javascript")

    async def _socket(self, ws) -> None:
        self.opened += 1
        await ws.accept()
        await ws.close()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


@contextmanager
def behind_doors(host: str, token: str | None) -> Iterator[tuple[str, Inside]]:
    """A small server behind the doors, in a thread of its own."""
    port, inside = free_port(), Inside()
    doors = Doors(inside.app, host, port, token)
    server = uvicorn.Server(uvicorn.Config(doors, host="127.0.0.1", port=port, log_level="critical"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield address("127.0.0.1", port), inside
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory) -> Iterator[str]:
    """Another site: a page on another port of this machine."""
    folder = tmp_path_factory.mktemp("another-site")
    (folder / "index.html").write_text("<!doctype html><title>Another site</title><p>Another site</p>")
    quiet = type("Quiet", (SimpleHTTPRequestHandler,), {"log_message": lambda *words: None})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()


@pytest.fixture
def page(chromium):
    """A page of a browser of its own."""
    context = chromium.new_context()
    yield context.new_page()
    context.close()


def test_a_page_of_another_site_is_refused_though_the_browser_has_the_cookie(page, elsewhere):
    with behind_doors("127.0.0.1", None) as (root, inside):
        by_name = root.replace("127.0.0.1", "localhost")  # the same site as the other page, by its name
        page.goto(f"{by_name}/live")
        own = page.evaluate(ATTEMPT, [by_name, f"{by_name.replace('http', 'ws')}/socket"])
        assert own["socket"] == "open"
        assert "Inside" in own["read"]
        page.goto(elsewhere)
        tried = page.evaluate(ATTEMPT, [by_name, f"{by_name.replace('http', 'ws')}/socket"])
        assert tried["socket"] == tried["read"] == tried["script"] == "refused"
        assert inside.opened == 1


def test_it_is_shown_in_no_frame_of_another_site(page, elsewhere):
    with behind_doors("127.0.0.1", None) as (root, _):
        said: list[str] = []
        page.on("console", lambda line: said.append(line.text))
        page.goto(elsewhere)
        page.evaluate(FRAME, f"{root}/live")
        assert "Inside" not in page.frames[1].content()
        assert any("frame-ancestors 'self'" in words for words in said)


def test_a_name_that_was_made_to_lead_here_gets_nothing(page):
    with behind_doors("127.0.0.1", None) as (root, _):
        assert page.goto(root.replace("127.0.0.1", "rebound.localhost") + "/live").status == 403


def test_the_token_opens_once_and_then_the_cookie_does(page, elsewhere):
    with behind_doors("0.0.0.0", TOKEN) as (root, _):
        assert page.goto(f"{root}/live").status == 403
        page.goto(elsewhere)
        page.evaluate("to => location.assign(to)", f"{root}/live?token={TOKEN}&a=1")
        page.wait_for_url(f"{root}/live?a=1")
        assert page.inner_text("h1") == "Inside"
        assert page.reload().status == 200
        page.goto(elsewhere)
        page.evaluate("to => location.assign(to)", f"{root}/live")  # a link from elsewhere sends no cookie
        page.get_by_role("link", name="try again").click()
        assert page.inner_text("h1") == "Inside"


def socket_to(root: str, **headers: str) -> connect:
    """A socket that opens no page."""
    where = f"{root.replace('http', 'ws', 1)}/jupyter/api/kernels/{uuid4()}/channels?session_id={uuid4()}"
    return connect(where, additional_headers=headers, open_timeout=60)


def test_sixty_sockets_without_a_page_take_no_seat(server, page):
    cookie = page_cookie(f"{server}/assumptions")
    made_up = {"Cookie": f"{INNER_COOKIE}={uuid4()}"}
    for headers in [{}] * 60 + [made_up, {"Cookie": cookie, "Origin": "http://localhost:1"}]:
        with pytest.raises(InvalidStatus, match="403"), socket_to(server, **headers):
            pass
    with ExitStack() as silent:
        for _ in range(SEATS + 1):
            silent.enter_context(socket_to(server, Cookie=cookie))  # let in, and it says nothing
        page.goto(f"{server}/assumptions")
        page.wait_for_selector("main h1", timeout=60_000)
        assert page.inner_text("main h1") != FULL
