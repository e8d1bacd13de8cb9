"""Who gets what of goals, reflections, conversations and duties: as in `provider_matrix`.

The peer in these is the `stranger`: another professional, who sees the conversation they were asked for and no other.
What is by the link answers everybody who has the key.
"""

from typing import Any

EVERYONE = {200: "*"}
MINE = {201: "member", 404: "*"}
PERSONS = {201: "member stranger", 403: "*"}
SETTERS = {201: "registrar administrator", 403: "*"}
BOTH = {201: "member stranger", 404: "*"}
OWNERS = {201: "member", 403: "stranger", 404: "*"}
BY_KEY = {201: "*"}
OFFICE = {201: "registrar", 403: "member", 404: "*"}

REFLECTION: tuple[tuple[Any, ...], ...] = (
    ("GET", "register-reflection-templates", EVERYONE, "register"),
    ("POST", "register-reflection-templates", SETTERS, "register", "reflection template"),
    ("GET", "reflection-template", EVERYONE, "reflection_template"),
    ("POST", "reflection-template-withdrawals", SETTERS, "reflection_template", "nothing"),
    ("GET", "goals", EVERYONE),
    ("POST", "goals", PERSONS, "", "goal"),
    ("GET", "goal", {200: "member", 404: "*"}, "goal"),
    ("POST", "goal-changes", MINE, "goal", "goal change"),
    ("POST", "goal-closings", MINE, "goal", "goal closing"),
    ("POST", "goal-reopenings", {409: "member", 404: "*"}, "goal", "nothing"),
    ("POST", "goal-removals", MINE, "goal", "nothing"),
    ("GET", "reflections", EVERYONE),
    ("POST", "reflections", PERSONS, "", "reflection"),
    ("GET", "reflection", {200: "member", 404: "*"}, "reflection"),
    ("POST", "reflection-changes", MINE, "reflection", "reflection change"),
    ("POST", "reflection-completions", MINE, "reflection", "nothing"),
    # this register counts no reflections
    ("POST", "reflection-declarations", {409: "member", 404: "*"}, "reflection", "declaration"),
    ("POST", "reflection-removals", MINE, "reflection", "nothing"),
    ("GET", "conversations", EVERYONE),
    ("POST", "conversations", PERSONS, "", "conversation"),
    ("GET", "conversation", {200: "member stranger", 404: "*"}, "talk"),
    ("GET", "conversation", {200: "member", 404: "*"}, "manager_talk"),
    ("POST", "conversation-invitations", MINE, "peer_question", "nothing"),
    ("POST", "conversation-acceptances", {201: "stranger", 403: "*"}, "peer_question", "key of question"),
    ("POST", "conversation-refusals", {201: "stranger", 403: "member", 404: "*"}, "talk", "nothing"),
    ("POST", "conversation-cancellations", OWNERS, "talk", "nothing"),
    ("POST", "conversation-preparations", BOTH, "talk", "talk preparation"),
    ("POST", "conversation-records", BOTH, "talk", "talk record"),
    ("POST", "conversation-signatures", BOTH, "talk_held", "talk signature"),
    ("POST", "conversation-declarations", {409: "member", 403: "stranger", 404: "*"}, "talk", "declaration"),
    ("POST", "conversation-link-openings", BY_KEY, "manager_question", "talk key", True),
    ("POST", "conversation-link-acceptances", BY_KEY, "manager_question", "talk key", True),
    ("POST", "conversation-link-refusals", BY_KEY, "manager_question", "talk key", True),
    ("POST", "conversation-link-preparations", BY_KEY, "manager_talk", "preparation by key", True),
    ("POST", "conversation-link-records", BY_KEY, "manager_talk", "record by key", True),
    ("POST", "conversation-link-signatures", BY_KEY, "manager_talk", "signature by key", True),
    ("POST", "conversation-link-duty-decisions", BY_KEY, "manager_talk", "duty by key", True),
    (
        "POST",
        "registration-duties",
        {201: "registrar", 403: "member assessor chair committee reader administrator records_machine", 404: "*"},
        "registration",
        "duty",
    ),
    ("GET", "duties", EVERYONE),
    ("GET", "duty", {200: "member registrar", 404: "*"}, "duty"),
    ("GET", "duty", {200: "member stranger", 404: "*"}, "agreed_duty"),
    ("POST", "duty-reports", {201: "member", 403: "registrar", 404: "*"}, "duty", "duty report"),
    ("POST", "duty-decisions", OFFICE, "reported_duty", "duty decision"),
    ("POST", "duty-liftings", {201: "stranger", 403: "member", 404: "*"}, "agreed_duty", "reason"),
)


def reflection_bodies(world: Any) -> dict[str, Any]:
    if "goal" not in world.rows:
        return {}
    asked, held = {"key": world["manager_question"].key}, {"key": world["manager_talk"].key}
    record = {"heldOn": "2026-01-10", "agreements": [{"text": "Leest de richtlijn", "side": "OWNER"}]}
    return {
        "reflection template": {
            "code": "yearly",
            "purpose": "REFLECTION",
            "title": {"nl": "Reflectie", "en": "Reflection"},
            "questions": [{"code": "changed", "text": {"nl": "Wat werd anders?", "en": "What changed?"}}],
        },
        "goal": {"title": "Complexe wonden behandelen", "steps": [{"title": "Meelopen", "dueOn": "2026-03-01"}]},
        "goal change": {"title": "Wonden behandelen"},
        "goal closing": {"outcome": "reach"},
        "reflection": {"title": "Terugblik", "text": "Het ging goed."},
        "reflection change": {"text": "Het ging beter."},
        "declaration": {"registration": str(world["registration"].uuid)},
        "conversation": {"kind": "PEER", "subject": "Leren", "name": "Joke", "email": "joke@elders.example"},
        "key of question": {"key": world["peer_question"].key},
        "talk key": asked,
        "talk preparation": {"text": "Waar loop ik tegenaan?"},
        "talk record": record,
        "talk signature": {"revision": 1},
        "preparation by key": {**held, "text": "Wat heb je nodig?"},
        "record by key": {**held, **record},
        "signature by key": {**held, "revision": 1},
        "duty by key": {**held, "duty": str(world["manager_duty"].uuid), "accepted": True},
        "duty": {"title": "Volgt een scholing", "dueOn": "2034-06-01", "sourceKey": "visit-118"},
        "duty report": {"account": "Gevolgd in mei."},
        "duty decision": {"accepted": True},
    }
