"""A zygote that runs snippets in workers: one JSON request a line, one JSON answer a line.

Request: {"code", "arguments", "limits", "devices"}; the snippet sets `result`.
Answer: {"result" or "raised", "status", "outside"...}.
`{"sleep": true}` answers the pids of a worker that sleeps and of its keeper, which
`{"end": pid}` kills.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import Any, NoReturn

level, checkout, offered, *sites = sys.argv[1:]
sys.path[:0] = [checkout]
sys.path += sites

from autograder.sandbox import devices  # noqa: E402
from autograder.sandbox.isolation import (  # noqa: E402
    Level,
    Limits,
    Spec,
    clean_up,
    enter_zygote,
    fork_worker,
)

spec = Spec(packages=("numpy",), devices=devices.from_json(offered))
context = enter_zygote(Level(level), spec)
import numpy  # noqa: E402, F401


def refused(call: Any, *arguments: Any) -> str:
    """The name of the error that a call raises; what it returned, if it did."""
    try:
        return f"allowed: {call(*arguments)!r}"[:200]
    except BaseException as error:
        import errno

        number = getattr(error, "errno", None)
        return errno.errorcode.get(number, type(error).__name__)


def run_code(code: str, out: int, known: dict[str, Any]) -> NoReturn:
    scope: dict[str, Any] = {"refused": refused, "out": out, **known}
    try:
        exec(compile(code, "snippet", "exec"), scope)
        answer = {"result": scope.get("result")}
    except BaseException:
        answer = {"raised": traceback.format_exc()}
    os.write(out, json.dumps(answer).encode())
    os._exit(0)


def keep(request: dict[str, Any]) -> dict[str, Any]:
    """As a keeper: run one worker to its end."""
    read, write = os.pipe()
    known = {"zygote": os.getppid(), "keeper": os.getpid(), "arguments": request.get("arguments")}
    start = time.perf_counter()
    worker = fork_worker(
        context,
        lambda: run_code(request["code"], write, known),
        Limits(**request.get("limits", {})),
        [write],
        request.get("devices", ()),
    )
    setup_s = time.perf_counter() - start
    os.close(write)
    outside = seen_from_outside(worker.pid)
    with os.fdopen(read, "rb") as stream:
        said = stream.read()
    status = os.waitstatus_to_exitcode(os.waitpid(worker.pid, 0)[1])
    clean_up(worker)
    answer = json.loads(said) if said else {}
    left = worker.private is not None and worker.private.exists()
    return {**answer, "status": status, "setup_s": setup_s, "left": left, "outside": outside}


def seen_from_outside(pid: int) -> dict[str, str]:
    """What the host's /proc says of a process."""
    assert context.proc is not None
    descriptor = os.open(f"{pid}/status", os.O_RDONLY, dir_fd=context.proc)
    with os.fdopen(descriptor) as stream:
        status = dict(line.rstrip().split(":", 1) for line in stream)
    what = refused(lambda: os.stat(f"{pid}/fd/0", dir_fd=context.proc).st_mode)
    return status | {"descriptors": what.split(":")[0]}


def start_sleeper() -> tuple[int, int]:
    """A keeper and its worker, which both sleep."""
    read, write = os.pipe()
    keeper = os.fork()
    if keeper == 0:
        worker = fork_worker(context, lambda: time.sleep(600), Limits())  # type: ignore[arg-type]
        os.write(write, str(worker.pid).encode())
        time.sleep(600)
    pid = int(os.read(read, 100))
    os.close(read)
    os.close(write)
    return keeper, pid


def serve() -> None:
    for line in sys.stdin:
        request = json.loads(line)
        if request.get("sleep"):
            keeper, pid = start_sleeper()
            print(json.dumps({"keeper": keeper, "pid": pid}), flush=True)
            continue
        if "end" in request:
            os.kill(request["end"], signal.SIGKILL)
            os.waitpid(request["end"], 0)
            print("{}", flush=True)
            continue
        keeper = os.fork()
        if keeper == 0:
            try:
                answer = keep(request)
            except BaseException:
                answer = {"raised": traceback.format_exc()}
            print(json.dumps(answer), flush=True)
            os._exit(0)
        os.waitpid(keeper, 0)


print(json.dumps({"pid": os.getpid(), "work": str(context.work or Path())}), flush=True)
serve()
