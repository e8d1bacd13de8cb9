-- One function for every table that only grows. ENABLE ALWAYS: also when session_replication_role is replica.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% only grows: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_TABLE_NAME || '_append_only';
END $$;

CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE ON register_event
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER event_append_only_truncate BEFORE TRUNCATE ON register_event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE register_event ENABLE ALWAYS TRIGGER event_append_only;
ALTER TABLE register_event ENABLE ALWAYS TRIGGER event_append_only_truncate;

CREATE FUNCTION refuse_change_of_adopted_regulation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'ADOPTED' THEN
        RAISE EXCEPTION 'regulation % is adopted: % refused', OLD.id, TG_OP
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'regulation_adopted_is_final';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER regulation_adopted_is_final BEFORE UPDATE OR DELETE ON register_regulation
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_adopted_regulation();
CREATE TRIGGER regulation_truncate BEFORE TRUNCATE ON register_regulation
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE register_regulation ENABLE ALWAYS TRIGGER regulation_adopted_is_final;
ALTER TABLE register_regulation ENABLE ALWAYS TRIGGER regulation_truncate;
