"""Time, measured fairly: what is timed, by which clock, and what the figures mean."""
