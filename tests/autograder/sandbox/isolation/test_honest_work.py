"""What an honest submission needs works behind every wall."""

from __future__ import annotations

import signal

import pytest

WORK = {
    "arrays": """
import numpy as np
a = np.random.default_rng(0).normal(size=(300, 200))
result = bool(np.allclose(np.linalg.inv(a.T @ a) @ (a.T @ a), np.eye(200), atol=1e-6))
""",
    "threads": """
import threading
from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor(4) as pool:
    result = list(pool.map(abs, [-1, -2])) == [1, 2]
""",
    "late imports": """
import sqlite3, decimal, json, statistics, unittest.mock, xml.etree.ElementTree, zipfile
import numpy.testing, numpy.fft, numpy.polynomial.chebyshev, dataclasses, graphlib, colorsys
import autograder.errors, autograder.sandbox
numpy.testing.assert_allclose(1, 1)
result = True
""",
    "time and chance": """
import datetime, os, random, secrets, time, uuid
time.sleep(0.001)
result = len(os.urandom(8)) == 8 and 0 <= random.random() < 1 and time.time() > 1e9
secrets.token_hex(), uuid.uuid4(), datetime.datetime.now(), time.localtime(), time.process_time()
""",
    "event loop": """
import asyncio
async def answer():
    await asyncio.sleep(0)
    return await asyncio.to_thread(lambda: True)
result = asyncio.run(answer())
""",
    "callbacks from C": """
import ctypes
compare = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_int), ctypes.POINTER(ctypes.c_int))
numbers = (ctypes.c_int * 3)(3, 1, 2)
ctypes.CDLL(None).qsort(numbers, 3, 4, compare(lambda a, b: a[0] - b[0]))
result = list(numbers) == [1, 2, 3]
""",
    "modules of its own": """
import sys
sys.path.insert(0, ".")
with open("helper.py", "w") as file:
    file.write("answer = 42")
import helper
result = helper.answer == 42
""",
    "saved arrays": """
import numpy as np
np.save("a.npy", np.arange(3)); np.savez("b.npz", a=np.eye(2))
result = np.load("a.npy").tolist() == [0, 1, 2] and np.load("b.npz")["a"].shape == (2, 2)
""",
    "questions about the machine": """
import getpass, os, platform, socket, tempfile
platform.platform(), platform.processor(), os.cpu_count(), os.getlogin, socket.gethostname()
result = tempfile.gettempdir() == os.environ["TMPDIR"]
""",
    "signals within": """
import os, signal, threading
got = []
signal.signal(signal.SIGUSR1, lambda *_: got.append(1))
os.kill(os.getpid(), signal.SIGUSR1)
signal.raise_signal(signal.SIGUSR1)
signal.pthread_kill(threading.get_ident(), signal.SIGUSR1)
result = got == [1, 1, 1]
""",
}


@pytest.mark.parametrize("name", WORK)
def test_honest_work_goes_on(any_jail, name):
    assert any_jail.run(WORK[name]) is True


def test_a_crash_ends_the_worker_alone(any_jail):
    crash = any_jail.ask(code="import ctypes; ctypes.string_at(0)")
    assert crash["status"] == -signal.SIGSEGV
    leave = any_jail.ask(code="import os; os._exit(7)")
    assert leave["status"] == 7
    assert any_jail.run("result = 'next'") == "next"
