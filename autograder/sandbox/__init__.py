"""The wall: a submission runs in a process of its own, and only data comes back.

Nothing here knows pytest, tests or references.
"""
