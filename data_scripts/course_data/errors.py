"""Every exception that the data scripts raise on purpose.

DataError            base: data cannot be had; the message says what to do
├── ClientError      npm, apt-get or pip is not there, or did not deliver
├── ArchiveError     a package is damaged, or lacks a file
└── ChecksumError    a file is not the one that the course was written for
"""

from __future__ import annotations

from autograder.errors import AutograderError


class DataError(AutograderError):
    """Data cannot be had."""


class ClientError(DataError):
    """A registry's client is not there, or did not deliver."""


class ArchiveError(DataError):
    """A package is damaged, or is not what was expected."""


class ChecksumError(DataError):
    """A file's content is not the expected one."""
