"""Walling a submission's process in: three levels, of which the strongest available is used.

    zygote   `enter_zygote(level, spec)` before heavy imports
    keeper   a fork of the zygote: `worker = fork_worker(context, main, limits, keep_fds)`,
             `os.waitpid(worker.pid, 0)`, `clean_up(worker)`
    worker   `main()` runs walled in; it reads the submission from a descriptor that was kept

`available()` says which levels this machine has, and what would help where one is missing.

At every level
    stopped: crashes, `os._exit` and hangs that reach the grader (the worker is a process of its
        own, killed with its keeper); output to the grader's terminal; core dumps; files over a
        size; open files over a number; address space over a limit; descriptors that were not
        handed over.
    NOT stopped: learning the time, the processor's model and the kernel's version; using a
        whole processor until the deadline; bringing the machine close to its limits together
        with other workers; bugs of the kernel; leaks through shared caches and timing; what
        the zygote's memory held when it forked (it must never hold a secret).

`namespaces` (Linux; user, mount, pid, network, ipc and uts namespaces, seccomp, Landlock)
    stopped: seeing any file but the interpreter, the system's libraries, the packages asked
        for, this package and the worker's own files; writing anywhere but in a private tmpfs of
        limited size and number of files; seeing or signalling any other process; every network,
        abstract and named socket of the host; fork, exec, new namespaces, mounts; ptrace,
        reading other memory, io_uring, bpf, perf, userfaultfd, keyrings, kernel modules;
        memory that no resident size shows (memfd, System V shared memory, queues); more threads
        than allowed (Linux 5.14); regaining rights: the worker has no capability, no user that
        exists outside, and no set-user-id program to start.
    NOT stopped: listing the files of packages that are shown; guessing from /sys/devices/system/cpu
        what machine this is. A worker is process 1 of its namespace: its own signals with
        default action do not end it. Before Linux 5.14 threads are bounded by address space only.
        A kernel without Landlock goes without that second lock on files.

`landlock` (Linux 5.13; Landlock, seccomp, rlimits; no namespaces)
    stopped: reading other files and writing anywhere but in a private directory; the system
        calls above, new sockets of every kind among them; signals to other processes;
        changing modes, owners and times of files.
    NOT stopped: learning that a path or a process id exists, and a path's size, owner and times
        (`stat` is not restricted); names of installed packages; filling the disk with many files
        below the size limit; thousands of threads, which are bounded for the user as a whole,
        and for root by address space alone; where the grader runs as
        root, a worker is user 0, without capabilities. Linux before 6.2 can truncate files that
        it may not write, if the user owns them; before 6.12 abstract sockets and signals are
        refused by seccomp alone.

`process` (also macOS; rlimits and a new session)
    stopped: only what is listed for every level, as far as the system has the limits (macOS
        does not limit address space, and does not end a worker with its keeper).
    NOT stopped: a determined attacker: reading and changing all of the user's files, network,
        signals, fork and exec, processes that outlive the worker.

A worker that asks for a device (a GPU), at the levels with a wall
    in addition allowed: reading, writing and commanding (ioctl) that device's nodes, and no
        other; memory files; its own entry in /proc, whose threads it may name; the driver's
        entries in /proc. Address space is not limited, because CUDA reserves all of it.
    NOT stopped: bugs of the device's driver, which is code of the kernel; memory of the host and
        of the device that the driver takes on a worker's behalf, or that a memory file holds;
        reading what others left in the device's memory, where the driver does not clear it;
        other processes on the same device, which share its time and caches. At `landlock`, /proc
        also tells the host's mounts and sockets. The user who grades, as any process of theirs,
        may look into such a worker: so it is seen which nodes it holds open.
    A zygote that offers a device shows its libraries, and what they read in /sys, to all workers.

Installed packages are believed: a hostile package in `spec.packages` runs in the zygote.
"""

from __future__ import annotations

from autograder.sandbox.isolation.lifecycle import clean_up, enter_zygote, fork_worker
from autograder.sandbox.isolation.model import (
    Device,
    Level,
    Limits,
    Spec,
    Worker,
    ZygoteContext,
)
from autograder.sandbox.isolation.probe import LevelReport, Report, available

__all__ = [
    "Device",
    "Level",
    "LevelReport",
    "Limits",
    "Report",
    "Spec",
    "Worker",
    "ZygoteContext",
    "available",
    "clean_up",
    "enter_zygote",
    "fork_worker",
]
