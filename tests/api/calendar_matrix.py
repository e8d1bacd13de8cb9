"""Who gets what of calendars: as in `provider_matrix`. Everybody has their own, nobody somebody else's."""

from typing import Any

EVERYONE = {200: "*"}
PEOPLE = {201: "member stranger", 403: "*"}
OWNER = {200: "member", 404: "*"}
STEP = {201: "member", 404: "*"}

CALENDARS: tuple[tuple[Any, ...], ...] = (
    ("GET", "calendar-feeds", EVERYONE),
    ("POST", "calendar-feeds", PEOPLE, "", "nothing"),
    ("GET", "calendar-feed", OWNER, "calendar_feed"),
    ("POST", "calendar-feed-endings", STEP, "calendar_feed", "nothing"),
    ("GET", "planned-editions", EVERYONE),
    ("POST", "planned-editions", {201: "stranger", 403: "*", 409: "member"}, "", "planned edition"),
    ("GET", "planned-edition", OWNER, "planned_edition"),
    ("POST", "planned-edition-removals", STEP, "planned_edition", "nothing"),
)


def calendar_bodies(world: Any) -> dict[str, Any]:
    return {"planned edition": {"edition": str(world["edition"].uuid)}}
