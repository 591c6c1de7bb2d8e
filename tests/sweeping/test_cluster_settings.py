"""What the page says of SLURM and Kubernetes is what their libraries take; they need not be installed."""

import ast
from pathlib import Path
from typing import Any

import pytest
import yaml

from scenarios.sweeping.sweep import sweep
from tests.documents.examples import FENCE
from tests.sweeping.conftest import SMALL
from tests.sweeping.stand_ins import quick

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how_to" / "run_a_sweep.md"
HERE = {"host": "127.0.0.1", "port": 0, "dashboard_address": "127.0.0.1:0"}


def block(name: str) -> str:
    """The page's code that calls something."""
    blocks = [fence["body"] for fence in FENCE.finditer(PAGE.read_text(encoding="utf-8"))]
    (found,) = [body for body in blocks if f"{name}(" in body]
    return found


def shown(name: str) -> dict[str, Any]:
    """The keywords with which the page calls it."""
    calls = [node for node in ast.walk(ast.parse(block(name))) if isinstance(node, ast.Call)]
    (call,) = [c for c in calls if isinstance(c.func, ast.Name) and c.func.id == name]
    return {str(word.arg): ast.literal_eval(word.value) for word in call.keywords}


def test_a_job_has_a_process_for_every_core() -> None:
    told = shown("SLURMCluster")
    assert told["processes"] == told["cores"]
    assert "export OMP_NUM_THREADS=1" in told["job_script_prologue"]


def test_a_pod_has_one_thread_and_what_it_asks_for() -> None:
    told = shown("make_cluster_spec")
    assert told["worker_command"][-2:] == ["--nthreads", "1"]
    assert told["resources"]["requests"] == told["resources"]["limits"]
    assert told["env"]["OMP_NUM_THREADS"] == "1"


def test_the_job_that_slurm_is_given() -> None:
    jobqueue = pytest.importorskip("dask_jobqueue")
    with jobqueue.SLURMCluster(**{**shown("SLURMCluster"), "scheduler_options": HERE}) as cluster:
        script = cluster.job_script().splitlines()
    assert script[0].startswith("#!")
    for line in ("-p standard", "--cpus-per-task=16", "-t 04:00:00"):
        assert f"#SBATCH {line}" in script
    assert script.index("source ~/payscape/.venv/bin/activate") < len(script) - 2
    (command,) = [line for line in script if "dask_worker" in line]
    assert "--nthreads 1" in command
    assert "--nworkers 16" in command


def test_a_sweep_on_jobs_that_are_processes_here(tmp_path: Path) -> None:
    """The whole way of a job queue but the queue: scripts are written, started, and their workers used."""
    local = pytest.importorskip("dask_jobqueue.local")
    asked = {"cores": 1, "processes": 1, "memory": "1GB", "scheduler_options": HERE}
    with local.LocalCluster(**asked, log_directory=str(tmp_path / "log")) as cluster:
        cluster.scale(jobs=2)
        cluster.wait_for_workers(1, timeout=60)
        found = sweep(SMALL, tmp_path / "out", scheduler=cluster.scheduler_address, make=quick)
    assert found.manifest["runs"] == {"done": 18}


def test_the_manifest_that_kubernetes_is_given() -> None:
    """Up to where the page asks Kubernetes itself."""
    pytest.importorskip("dask_kubernetes.operator")
    told, names = shown("make_cluster_spec"), dict[str, Any]()
    exec(block("make_cluster_spec").partition("cluster = ")[0], names)
    made = yaml.safe_load(yaml.safe_dump(names["spec"]))
    assert (made["kind"], made["metadata"]["name"]) == ("DaskCluster", "payscape")
    (scheduler,) = made["spec"]["scheduler"]["spec"]["containers"]
    assert scheduler["args"] == ["dask", "scheduler", "--host", "0.0.0.0"]
    worker = made["spec"]["worker"]
    assert worker["replicas"] == told["n_workers"]
    (container,) = worker["spec"]["containers"]
    assert container["image"] == told["image"]
    assert container["args"][:4] == ["dask", "worker", "--nthreads", "1"]
    assert container["resources"] == told["resources"]
    assert {"name": "OMP_NUM_THREADS", "value": "1"} in container["env"]
