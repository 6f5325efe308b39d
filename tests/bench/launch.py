"""Runs commands in turn and tells wall time and peak memory of each: python -I -S launch.py RUNS '[["python", "..."], ...]'

A process of its own, and a small one: on Linux a child's peak counts the memory of the process that forked it.
"""

import json
import os
import sys
import time


def run(command: list[str]) -> tuple[float, int]:
    """Seconds from start to exit, and ru_maxrss (kibibytes on Linux, bytes on macOS)."""
    quiet = [(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_RDWR, 0) for fd in (0, 1)]
    start = time.perf_counter()
    child = os.posix_spawn(command[0], command, os.environ, file_actions=quiet)
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - start
    if status:
        sys.exit(f"{' '.join(command)} failed")
    return seconds, usage.ru_maxrss


if __name__ == "__main__":
    commands = json.loads(sys.argv[2])
    print(json.dumps([[run(command) for command in commands] for _ in range(int(sys.argv[1]))]))
