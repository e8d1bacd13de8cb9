"""The demo: the whole system on one bare machine, with real servers from wheels."""
