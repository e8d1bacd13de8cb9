"""Notices about the deadlines of a cycle, when the regulation has reminders of them."""

from notifications.catalogue.kinds import Audience, NoticeKind


def _reminder(
    deadline: str, *, when_met: bool = False, template: str = "deadline-reminder", **says: tuple[str, str]
) -> NoticeKind:
    return NoticeKind(
        code=f"{deadline}-reminder",
        audience=Audience.PERSON,
        template=template,
        channels=("email",),
        statutory=False,
        deadline=deadline,
        when_met=when_met,
        at_last=("sms",),
        says=says,
    )


NOTICES = (
    NoticeKind(
        code="cycle-reminder",
        audience=Audience.PERSON,
        template="cycle-reminder",
        channels=("email",),
        statutory=False,
        deadline="earn",
        at_last=("sms",),
    ),
    _reminder(
        "record",
        nl=(
            "voer in wat u hebt gedaan",
            "Wat u hebt gedaan, telt alleen mee als het op tijd is ingevoerd of doorgegeven.",
        ),
        en=("enter what you have done", "What you have done counts only when it is entered or reported in time."),
    ),
    _reminder(
        "declare",
        nl=("leg uw verklaring af", "In uw dossier ontbreekt nog iets dat u zelf verklaart of overlegt."),
        en=("make your declaration", "Something that you declare or show yourself is still missing from your file."),
    ),
    _reminder(
        "apply",
        when_met=True,
        nl=("vraag verlenging aan", "Uw registratie wordt niet vanzelf verlengd: vraag de verlenging op tijd aan."),
        en=("ask for renewal", "Your registration is not renewed by itself: ask for renewal in time."),
    ),
    _reminder(
        "grace",
        nl=(
            "de laatste tijd om aan te vullen",
            "Uw periode is voorbij, en u hebt nog even de tijd om aan te vullen wat ontbreekt.",
        ),
        en=("the last time to make up for it", "Your period is over, and there is still some time to make up."),
    ),
    _reminder(
        "reply",
        when_met=True,
        template="audit-reminder",
        nl=("uw antwoord op de steekproef", "U bent getrokken voor een steekproef, en uw antwoord is er nog niet."),
        en=("your reply to the audit", "You were drawn for an audit, and your reply has not come in yet."),
    ),
    _reminder(
        "repair",
        when_met=True,
        template="audit-reminder",
        nl=("herstel na de steekproef", "Na de steekproef is u gevraagd iets te herstellen, en dat is er nog niet."),
        en=("repair after the audit", "After the audit you were asked to repair something, which has not come in yet."),
    ),
)
