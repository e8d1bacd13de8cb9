"""Ends what a launcher started when the launcher died without ending it: reads orders until its input closes."""

from __future__ import annotations

import signal
import sys

from demo.processes import STOP_SIGNALS, Group, end_groups


def main() -> None:
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    watched: dict[int, Group] = {}
    for order in sys.stdin:
        word, leader, *quit_signals = order.split()
        if word == "watch":
            watched[int(leader)] = Group(int(leader), tuple(int(number) for number in quit_signals))
        else:
            watched.pop(int(leader), None)
    # Input closed: the launcher is gone. What it stopped itself, it told us to forget. Last started, first ended:
    # the web before the database. Those asked at the same moment may take their time together, so one by one.
    for group in reversed(watched.values()):
        end_groups([group], patience=5)


if __name__ == "__main__":
    main()
