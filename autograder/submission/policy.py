"""What a submission may import and call, beside what its assignment says.

Refused is what only serves to get around the grader, or cannot work behind the wall (network,
processes, foreign code). Allowed is what an honest solution uses, however seldom: `sys` and
`os` are, but for the few of their names that reach beyond the exercise.
"""

from __future__ import annotations

import sys

# Machinery of imports, of processes, of the network, of memory and of running code.
_MODULES = """
atexit bdb builtins code codeop ctypes dis ensurepip fcntl ftplib gc http idlelib imaplib imp
importlib inspect lib2to3 marshal mmap modulefinder msvcrt multiprocessing nntplib nt pickle
pickletools pkgutil poplib posix pty py_compile compileall pydoc resource runpy select selectors
shelve signal site smtplib socket socketserver ssl subprocess symtable sysconfig syslog
telnetlib termios trace tty urllib venv webbrowser winreg wsgiref xmlrpc zipapp zipimport
"""

_NAMES = """
eval exec compile __import__ __builtins__ __loader__ __spec__ sys.modules sys._getframe
sys._current_frames sys._current_exceptions sys.settrace sys.setprofile sys.meta_path
sys.path_hooks sys.path_importer_cache sys.addaudithook sys.monitoring threading.settrace
threading.setprofile os.system os.popen os.fork os.forkpty os.kill os.killpg os._exit os.abort
os.dup os.dup2 os.pipe os.pipe2 os.fdopen os.openpty os.posix_spawn os.posix_spawnp os.startfile
os.setsid os.setuid os.ptrace os.memfd_create os.pidfd_open os.execl os.execle os.execlp
os.execlpe os.execv os.execve os.execvp os.execvpe os.spawnl os.spawnle os.spawnlp os.spawnlpe
os.spawnv os.spawnve os.spawnvp os.spawnvpe asyncio.create_subprocess_exec
asyncio.create_subprocess_shell concurrent.futures.ProcessPoolExecutor numpy.ctypeslib
numpy.f2py torch.multiprocessing torch.distributed torch.hub torch.utils.cpp_extension
"""

# Attributes of any object that lead from it into the interpreter.
_ATTRIBUTES = """
__subclasses__ __globals__ __builtins__ __code__ __closure__ __loader__ f_back f_globals
f_locals f_builtins tb_frame gi_frame cr_frame ag_frame
"""

# With these a function can be reached without being named.
DYNAMIC_NAMES = frozenset({"globals", "locals", "vars", "sys.modules", ".__dict__"})

_REFUSED_MODULES = frozenset(_MODULES.split())
_REFUSED_NAMES = frozenset(_NAMES.split())
_REFUSED_ATTRIBUTES = frozenset(_ATTRIBUTES.split())


def refused_module(module: str) -> bool:
    """Whether a module of the standard library may not be imported."""
    top = module.partition(".")[0]
    private = top.startswith("_") and top != "__future__"
    return top in _REFUSED_MODULES or (private and top in sys.stdlib_module_names)


def refused_name(dotted: str) -> str | None:
    """The refused name that `dotted` is or lies in, None where it may be used.

    An attribute of an unknown object is written ".name".
    """
    if dotted.startswith("."):
        return dotted[1:] if dotted[1:] in _REFUSED_ATTRIBUTES else None
    return covering(dotted, _REFUSED_NAMES)


def covering(dotted: str, names: frozenset[str]) -> str | None:
    """The one of `names` that is `dotted` or a part of its beginning."""
    while dotted:
        if dotted in names:
            return dotted
        dotted = dotted.rpartition(".")[0]
    return None
