"""Ways to reach a person, one file each: a module here with a `channel` in it is a channel by the module's name."""

from importlib import import_module

from notifications.channels.interface import Channel


def channel_named(name: str) -> Channel:
    """The channel that the catalogue or a notice names, e.g. `email`."""
    channel: Channel = import_module(f"{__name__}.{name}").channel
    return channel
