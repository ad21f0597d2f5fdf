"""Grades the checkout that it is run in, and writes ./result.json and ./release-body.md.

Python's standard library is all that it needs: it installs the grader beside it into an
environment of its own. AUTOGRADER_PYTHON names a Python that has the grader already. Ends with 0
where a result was written; anything else is a fault of the machine or of the grader.
"""

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
COURSE = HERE / "grader"
ASSIGNMENT = "@ASSIGNMENT@"
TESTS = "@TESTS@"
SECRET = "@SECRET@"

RESTRICTION = "kernel.apparmor_restrict_unprivileged_userns"
ABOUT_SUBMISSION = (
    *("CLASSROOM", "ASSIGNMENT", "ASSIGNMENT_TYPE", "OWNER", "USERNAME", "SUBMISSION_TAG"),
    *("COMMIT_URL", "RELEASE_URL", "REVIEW_URL"),
)
ABOUT_MACHINE = ("PATH", "HOME", "LANG", "TMPDIR", "SSL_CERT_FILE", "HTTPS_PROXY", "HTTP_PROXY")
ABOUT_MACHINE += ("PIP_EXTRA_INDEX_URL",)  # an index with a small PyTorch, if any


def main() -> int:
    """Grade; the exit code."""
    checkout = Path.cwd()
    environment = {name: os.environ[name] for name in ABOUT_MACHINE if name in os.environ}
    allow_namespaces()
    with tempfile.TemporaryDirectory(prefix="grading-") as folder:
        scratch = Path(folder)
        python = os.environ.get("AUTOGRADER_PYTHON") or install(scratch, environment)
        autograder = [python, "-s", "-P", "-m", "autograder.cli"]
        grades = str(scratch / "grades")
        grade = ["grade", str(checkout), "--course", str(COURSE), "--out", grades]
        grade += ["--assignment", ASSIGNMENT]
        secrets = {}
        if TESTS == "hidden":
            grade += ["--isolation", "namespaces"]
            secrets["AUTOGRADER_SECRET"] = os.environ.get("AUTOGRADER_SECRET") or SECRET
        code = run([*autograder, *grade], scratch, environment | secrets)
        if code != 0:
            return code
        about = {name: os.environ[name] for name in ABOUT_SUBMISSION if name in os.environ}
        export = ["export", "classroom50-result", "--grades", grades]
        export += ["--out", str(checkout / "result.json")]
        return run([*autograder, *export], scratch, environment | about)


def allow_namespaces() -> None:
    """Lift Ubuntu's restriction, where we may; the grader says so where we may not."""
    setting = Path("/proc/sys", *RESTRICTION.split("."))
    if setting.exists() and setting.read_text().strip() == "1":
        command = ["sysctl", "-w", f"{RESTRICTION}=0"]
        try:
            subprocess.run(command if os.geteuid() == 0 else ["sudo", "-n", *command], check=False)
        except OSError as error:
            print(f"| {error}")


def install(scratch: Path, environment: dict[str, str]) -> str:
    """The Python of a new environment that has the grader."""
    venv.create(scratch / "venv", with_pip=True)
    python = str(scratch / "venv" / "bin" / "python")
    command = [python, "-P", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command += [str(COURSE)]
    constraints = COURSE / "constraints.txt"
    if constraints.stat().st_size:
        command += ["--constraint", str(constraints)]
    code = run(command, scratch, environment)
    if code != 0:
        sys.exit(code)
    return python


def run(command: list[str], folder: Path, environment: dict[str, str]) -> int:
    """Run; show what it said so that the service that runs this reads no command in it."""
    done = subprocess.run(
        command,
        cwd=folder,  # never the checkout: a file there could be taken for a module
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    said = done.stdout.decode("utf-8", "replace").replace("\r", "\n").replace("##", "# #")
    for line in said.split("\n"):
        print(f"| {line}".rstrip())
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
