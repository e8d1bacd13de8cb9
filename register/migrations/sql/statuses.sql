-- A status is a fact: it is added, and may be withdrawn once; nothing else of it changes.
CREATE FUNCTION refuse_change_of_status() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL
        OR (to_jsonb(NEW) - 'withdrawn_at' - 'withdrawn_ground')
            IS DISTINCT FROM (to_jsonb(OLD) - 'withdrawn_at' - 'withdrawn_ground')
    THEN
        RAISE EXCEPTION 'status change % stays as it is: % refused', OLD.id, TG_OP
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'status_change_stays';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER status_change_stays BEFORE UPDATE OR DELETE ON register_statuschange
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_status();
CREATE TRIGGER status_change_truncate BEFORE TRUNCATE ON register_statuschange
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE register_statuschange ENABLE ALWAYS TRIGGER status_change_stays;
ALTER TABLE register_statuschange ENABLE ALWAYS TRIGGER status_change_truncate;
