"""What each command does, below the thin surface of `cli.py`."""
