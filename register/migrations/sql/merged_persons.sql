-- Merged once and not in steps: the one that goes on was not merged itself, and nobody goes on in one that was. Whoever
-- writes about one of the two at this moment is waited for.
CREATE FUNCTION refuse_merging_in_steps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM register_person WHERE id = NEW.merged_into_id FOR SHARE;
    IF EXISTS (SELECT FROM register_person WHERE id = NEW.merged_into_id AND merged_into_id IS NOT NULL)
    OR EXISTS (SELECT FROM register_person WHERE merged_into_id = NEW.id)
    THEN
        RAISE EXCEPTION 'person % is merged in steps', NEW.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'person_merged_at_once';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER person_merged_at_once BEFORE INSERT OR UPDATE OF merged_into_id ON register_person
    FOR EACH ROW WHEN (NEW.merged_into_id IS NOT NULL) EXECUTE FUNCTION refuse_merging_in_steps();
ALTER TABLE register_person ENABLE ALWAYS TRIGGER person_merged_at_once;

-- What is still written about somebody who was merged is about the one that goes on. A merging of this moment is
-- waited for.
CREATE FUNCTION lead_to_who_goes_on() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    goes_on bigint;
BEGIN
    SELECT merged_into_id INTO goes_on FROM register_person WHERE id = NEW.person_id FOR KEY SHARE;
    NEW.person_id := coalesce(goes_on, NEW.person_id);
    RETURN NEW;
END $$;
CREATE TRIGGER registration_of_who_goes_on BEFORE INSERT ON register_registration
    FOR EACH ROW EXECUTE FUNCTION lead_to_who_goes_on();
CREATE TRIGGER invitation_of_who_goes_on BEFORE INSERT ON register_accountinvitation
    FOR EACH ROW EXECUTE FUNCTION lead_to_who_goes_on();

CREATE FUNCTION is_one_person(one bigint, other bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT one = other OR EXISTS (
        SELECT FROM register_person
        WHERE id = one AND merged_into_id = other OR id = other AND merged_into_id = one)
$$;

CREATE TRIGGER registration_holder_append_only BEFORE UPDATE OR DELETE ON register_registrationholder
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER registration_holder_append_only_truncate BEFORE TRUNCATE ON register_registrationholder
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE register_registrationholder ENABLE ALWAYS TRIGGER registration_holder_append_only;
ALTER TABLE register_registrationholder ENABLE ALWAYS TRIGGER registration_holder_append_only_truncate;
