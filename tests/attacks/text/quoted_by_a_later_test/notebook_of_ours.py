import json
import os
import tempfile

PLACES = ("seen.json", os.path.join(tempfile.gettempdir(), "seen.json"), "/dev/shm/seen.json")


def write(seen):
    for place in PLACES:
        try:
            with open(place, "w") as file:
                json.dump(seen, file)
        except OSError:
            pass


def read():
    for place in PLACES:
        try:
            with open(place) as file:
                return json.load(file)
        except OSError:
            pass
    return []
