"""One submission -> one result: the pytest plugin, verdicts, scoring, and the engine behind it."""
