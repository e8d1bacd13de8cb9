"""Whose the rows of this app are, for the wall in the database. Every model is here."""

from register.rules.walls import (
    PERSONS,
    Among,
    OfAccount,
    OfOrganisation,
    OfPerson,
    OfRegister,
    OnRegister,
    Open,
    Through,
    Wall,
    When,
    Where,
)

PUBLISHED = Open("Everybody may know which there are.")
OF_REGISTRATION = Wall(Through("registration_id", "register.Registration"))

WALLS: dict[str, Wall | Open] = {
    "Organisation": PUBLISHED,
    "Association": PUBLISHED,
    "Employer": PUBLISHED,
    "Register": PUBLISHED,
    "User": Open("Sign-in looks for an account before it is known who acts."),
    "User_groups": Open("No rights hang on it."),
    "User_user_permissions": Open("No rights hang on it."),
    "RoleGrant": Open("What an actor may reach is read from it."),
    "JobRun": Open("Runs of jobs say nothing about anybody."),
    "Person": Wall(
        OfPerson("id"),
        OnRegister("id"),
        # Whoever reaches the one that goes on reaches those merged into it.
        OfPerson("merged_into_id"),
        OnRegister("merged_into_id"),
        # Who acts for an organisation does so by name.
        Among(
            "reach_officers",
            "id",
            "SELECT u.person_id FROM {register.User} u JOIN {register.RoleGrant} g ON g.user_id = u.id "
            "WHERE u.person_id IS NOT NULL",
        ),
        # Whoever adds somebody sees them until they are on a register.
        Where("register.Event", "x.person_id = row.id AND x.kind = 'person.added'"),
    ),
    "Registration": Wall(OfPerson(), OfRegister()),
    "RegistrationHolder": OF_REGISTRATION,
    "RegistrationAttribute": OF_REGISTRATION,
    "Cycle": OF_REGISTRATION,
    "OptOut": OF_REGISTRATION,
    "StatusChange": OF_REGISTRATION,
    "Regulation": Wall(When("state = 'ADOPTED'"), OfRegister()),
    "CompetenceProfile": Wall(When("adopted_at IS NOT NULL"), OfRegister()),
    "Event": Wall(OfRegister(), OfOrganisation(), OfPerson(), OfAccount("actor_id")),
    "AccountInvitation": Wall(OfPerson(), OfOrganisation()),
    "EmailChange": Wall(OfAccount()),
    "KeptAnswer": Wall(OfOrganisation(), OfAccount()),
    "Machine": Open("A token is recognised before it is known who acts."),
    "MachineSecret": Open("The same; of a secret there is only a digest."),
    "Look": Wall(
        OfPerson(),
        Where("register.Person", f"x.id = row.person_id AND x.merged_into_id = {PERSONS}"),
        OfAccount("account_id"),
    ),
}
