#!/usr/bin/env bash
# Run once, while Gradescope builds the image: a Python and the grader beside this file.
set -euo pipefail
root="${AUTOGRADER_ROOT:-/autograder}"
source="$root/source"
venv="$root/venv"

usable() {
    command -v "$1" >/dev/null 2>&1 &&
        "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for python in python3 python3.13 python3.12 python3.11; do
        if usable "$python"; then
            echo "$python"
            return
        fi
    done
    return 1
}

if ! python="$(find_python)"; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update
    # the first that this Ubuntu has: 24.04 has 3.12, 22.04 has 3.11 beside its own
    for version in 3.13 3.12 3.11; do
        apt-get install -y --no-install-recommends "python$version" "python$version-venv" && break
    done
    if ! python="$(find_python)"; then
        echo "Python 3.11 or newer cannot be had here. Choose Ubuntu 22.04 or newer." >&2
        exit 1
    fi
fi

"$python" -m venv --clear "$venv"
"$venv/bin/python" -m pip install --quiet --upgrade uv

install() {
    "$venv/bin/uv" pip install --quiet --python "$venv/bin/python" --compile-bytecode \
        --constraint "$source/engine/constraints.txt" "$@" "$source/engine"
}

# PyTorch without CUDA is a fifth of the size; where its index cannot be reached, any will do
install --torch-backend cpu || install

"$venv/bin/autograder" doctor || true # for whoever reads the log
