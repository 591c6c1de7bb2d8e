"""Processes of this machine are reached by pipes: no other user can send them anything."""

from typing import Any

import psutil
import pytest

from scenarios.runs.tickets import Ticket
from scenarios.runs.workers import Processes


def own_family(_: Ticket) -> list[tuple[int, int]]:
    """Ports on which a worker listens; for a worker."""
    return listening(psutil.Process())


def listening(process: Any) -> list[tuple[int, int]]:
    """Process and port of each that is listened on."""
    held = process.net_connections(kind="inet")
    return [(process.pid, each.laddr.port) for each in held if each.status == psutil.CONN_LISTEN]


def test_processes_of_this_machine_listen_on_no_port() -> None:
    try:
        before = listening(psutil.Process())
    except psutil.AccessDenied:
        pytest.skip("this system does not say which ports are listened on")
    processes = Processes(1)
    try:
        inside = processes.run((own_family,), processes.tickets.new(0))
        assert inside == []
        assert listening(psutil.Process()) == before
    finally:
        processes.close()
