CREATE TRIGGER ledger_append_only BEFORE UPDATE OR DELETE ON portfolio_ledgerentry
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_append_only_truncate BEFORE TRUNCATE ON portfolio_ledgerentry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE portfolio_ledgerentry ENABLE ALWAYS TRIGGER ledger_append_only;
ALTER TABLE portfolio_ledgerentry ENABLE ALWAYS TRIGGER ledger_append_only_truncate;

-- Marks are written in order of registration, so that two imports about the same people wait for each other
-- instead of deadlocking.
CREATE FUNCTION mark_stale_of_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO portfolio_stalestanding (registration_id, marked_at)
    SELECT r.id, clock_timestamp() FROM register_registration r
    WHERE r.person_id IN (SELECT person_id FROM added) ORDER BY r.id
    ON CONFLICT (registration_id) DO UPDATE SET error = '' WHERE portfolio_stalestanding.error <> '';
    RETURN NULL;
END $$;

CREATE FUNCTION mark_stale_of_accreditation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO portfolio_stalestanding (registration_id, marked_at)
    SELECT r.id, clock_timestamp() FROM register_registration r
    WHERE EXISTS (
        SELECT FROM changed a
        JOIN accreditation_edition e ON e.course_id = a.course_id
        JOIN portfolio_ledgerentry l ON l.edition_id = e.id
        WHERE a.register_id = r.register_id AND l.person_id = r.person_id
    ) ORDER BY r.id
    ON CONFLICT (registration_id) DO UPDATE SET error = '' WHERE portfolio_stalestanding.error <> '';
    RETURN NULL;
END $$;

CREATE FUNCTION mark_stale_of_registration() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO portfolio_stalestanding (registration_id, marked_at)
    SELECT c.registration_id, clock_timestamp() FROM (SELECT DISTINCT registration_id FROM changed) c
    ORDER BY c.registration_id
    ON CONFLICT (registration_id) DO UPDATE SET error = '' WHERE portfolio_stalestanding.error <> '';
    RETURN NULL;
END $$;

CREATE TRIGGER ledger_marks_stale AFTER INSERT ON portfolio_ledgerentry
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION mark_stale_of_ledger();

CREATE TRIGGER accreditation_marks_stale_on_insert AFTER INSERT ON accreditation_accreditation
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_stale_of_accreditation();
CREATE TRIGGER accreditation_marks_stale_on_update AFTER UPDATE ON accreditation_accreditation
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_stale_of_accreditation();

CREATE TRIGGER attribute_marks_stale_on_insert AFTER INSERT ON register_registrationattribute
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_stale_of_registration();
CREATE TRIGGER attribute_marks_stale_on_update AFTER UPDATE ON register_registrationattribute
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_stale_of_registration();

CREATE TRIGGER cycle_marks_stale_on_insert AFTER INSERT ON register_cycle
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_stale_of_registration();
CREATE TRIGGER cycle_marks_stale_on_update AFTER UPDATE ON register_cycle
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION mark_stale_of_registration();
