-- What was decided for a group stays as it was decided; what was done for its people is added, once.
CREATE FUNCTION refuse_change_of_group_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'group decision % stays: DELETE refused', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'group_decision_stays';
    END IF;
    IF OLD.decided_at IS NOT NULL AND (
        (NEW.association_id, NEW.sort, NEW.title, NEW.scope, NEW.effect, NEW.effective_on, NEW.legal_basis, NEW.reasons,
         NEW.undoes_id, NEW.prepared_by_id, NEW.decided_by_id, NEW.decided_at, NEW.scope_digest, NEW.figures,
         NEW.no_view_because)
        IS DISTINCT FROM
        (OLD.association_id, OLD.sort, OLD.title, OLD.scope, OLD.effect, OLD.effective_on, OLD.legal_basis, OLD.reasons,
         OLD.undoes_id, OLD.prepared_by_id, OLD.decided_by_id, OLD.decided_at, OLD.scope_digest, OLD.figures,
         OLD.no_view_because)
    ) THEN
        RAISE EXCEPTION 'group decision % is taken: another one takes it back', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'group_decision_taken_is_taken';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER group_decision_taken_is_taken BEFORE UPDATE OR DELETE ON portfolio_groupdecision
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_group_decision();
ALTER TABLE portfolio_groupdecision ENABLE ALWAYS TRIGGER group_decision_taken_is_taken;

CREATE FUNCTION refuse_change_of_group_line() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    taken boolean;
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT decided_at IS NOT NULL INTO taken FROM portfolio_groupdecision WHERE id = NEW.decision_id;
    ELSE
        SELECT decided_at IS NOT NULL INTO taken FROM portfolio_groupdecision WHERE id = OLD.decision_id;
    END IF;
    IF NOT taken THEN
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        RETURN NEW;
    END IF;
    IF TG_OP <> 'UPDATE' THEN
        RAISE EXCEPTION 'the people of a taken group decision stay: % refused', TG_OP
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'group_decision_line_stays';
    END IF;
    IF (NEW.decision_id, NEW.registration_id, NEW.before, NEW.after) IS DISTINCT FROM
       (OLD.decision_id, OLD.registration_id, OLD.before, OLD.after)
       OR (OLD.carried_out_at IS NOT NULL
           AND (NEW.carried_out_at, NEW.entries) IS DISTINCT FROM (OLD.carried_out_at, OLD.entries))
       OR (OLD.undone_at IS NOT NULL AND NEW.undone_at IS DISTINCT FROM OLD.undone_at) THEN
        RAISE EXCEPTION 'what group decision % did for somebody is done', OLD.decision_id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'group_decision_line_done_is_done';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER group_decision_line_stays BEFORE INSERT OR UPDATE OR DELETE ON portfolio_groupdecisionline
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_group_line();
ALTER TABLE portfolio_groupdecisionline ENABLE ALWAYS TRIGGER group_decision_line_stays;
