-- What a run was committed to stays as it was: anybody may repeat the draw from it.
CREATE FUNCTION refuse_change_of_committed_run() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'audit run % stays: DELETE refused', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'audit_run_stays';
    END IF;
    IF (NEW.register_id, NEW.title, NEW.plan, NEW.prepared_by_id, NEW.prepared_at)
        IS DISTINCT FROM (OLD.register_id, OLD.title, OLD.plan, OLD.prepared_by_id, OLD.prepared_at)
    OR OLD.committed_at IS NOT NULL AND (
        (NEW.as_of, NEW.seed, NEW.seed_digest, NEW.population_digest, NEW.excluded, NEW.committed_at)
        IS DISTINCT FROM
        (OLD.as_of, OLD.seed, OLD.seed_digest, OLD.population_digest, OLD.excluded, OLD.committed_at)
        OR NEW.committed_by_id IS DISTINCT FROM OLD.committed_by_id)
    OR OLD.drawn_at IS NOT NULL AND (NEW.state, NEW.drawn_at, NEW.drawn_by_id)
        IS DISTINCT FROM (OLD.state, OLD.drawn_at, OLD.drawn_by_id)
    THEN
        RAISE EXCEPTION 'audit run % is fixed: prepare another one', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'audit_run_is_fixed';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER audit_run_is_fixed BEFORE UPDATE OR DELETE ON portfolio_auditrun
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_committed_run();
ALTER TABLE portfolio_auditrun ENABLE ALWAYS TRIGGER audit_run_is_fixed;

CREATE TRIGGER audit_candidate_append_only BEFORE UPDATE OR DELETE ON portfolio_auditcandidate
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_candidate_append_only_truncate BEFORE TRUNCATE ON portfolio_auditcandidate
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE portfolio_auditcandidate ENABLE ALWAYS TRIGGER audit_candidate_append_only;
ALTER TABLE portfolio_auditcandidate ENABLE ALWAYS TRIGGER audit_candidate_append_only_truncate;
CREATE TRIGGER audit_stratum_append_only BEFORE UPDATE OR DELETE ON portfolio_auditstratum
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_stratum_append_only_truncate BEFORE TRUNCATE ON portfolio_auditstratum
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE portfolio_auditstratum ENABLE ALWAYS TRIGGER audit_stratum_append_only;
ALTER TABLE portfolio_auditstratum ENABLE ALWAYS TRIGGER audit_stratum_append_only_truncate;

-- Who was drawn stays drawn, and what the dossier was at that moment is written down once.
CREATE FUNCTION refuse_change_of_drawn_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'audit % stays: DELETE refused', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'audit_stays';
    END IF;
    IF (NEW.run_id, NEW.registration_id, NEW.cycle_id, NEW.key, NEW.stratum, NEW.position, NEW.ticket, NEW.tickets,
        NEW.drawn_at)
        IS DISTINCT FROM
        (OLD.run_id, OLD.registration_id, OLD.cycle_id, OLD.key, OLD.stratum, OLD.position, OLD.ticket, OLD.tickets,
        OLD.drawn_at)
    OR OLD.standing IS NOT NULL AND (NEW.standing, NEW.ledger_position)
        IS DISTINCT FROM (OLD.standing, OLD.ledger_position)
    THEN
        RAISE EXCEPTION 'audit % was drawn so: it is not changed', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'audit_is_drawn';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER audit_is_drawn BEFORE UPDATE OR DELETE ON portfolio_audit
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_drawn_audit();
ALTER TABLE portfolio_audit ENABLE ALWAYS TRIGGER audit_is_drawn;
