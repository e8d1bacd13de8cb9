-- Documents of decisions only grow, and each follows the one before it.
CREATE FUNCTION follow_the_decision_before() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before record;
BEGIN
    SELECT number, digest INTO before FROM portfolio_decisiondocument
    WHERE register_id = NEW.register_id ORDER BY number DESC LIMIT 1;
    IF NEW.number <> coalesce(before.number, 0) + 1 OR NEW.previous <> coalesce(before.digest, '') THEN
        RAISE EXCEPTION 'document % of register % does not follow the one before it', NEW.number, NEW.register_id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'decision_document_follows';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER decision_document_follows BEFORE INSERT ON portfolio_decisiondocument
    FOR EACH ROW EXECUTE FUNCTION follow_the_decision_before();
CREATE TRIGGER decision_document_append_only BEFORE UPDATE OR DELETE ON portfolio_decisiondocument
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decision_document_append_only_truncate BEFORE TRUNCATE ON portfolio_decisiondocument
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE portfolio_decisiondocument ENABLE ALWAYS TRIGGER decision_document_follows;
ALTER TABLE portfolio_decisiondocument ENABLE ALWAYS TRIGGER decision_document_append_only;
ALTER TABLE portfolio_decisiondocument ENABLE ALWAYS TRIGGER decision_document_append_only_truncate;

-- What was decided stays as it was decided; what happens to it afterwards is added.
CREATE FUNCTION refuse_change_of_taken_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'decision % stays: DELETE refused', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'decision_stays';
    END IF;
    IF OLD.decided_at IS NOT NULL AND (
        (NEW.registration_id, NEW.question, NEW.matter, NEW.result, NEW.adverse, NEW.effective_on, NEW.effect,
         NEW.reasons, NEW.articles, NEW.standing, NEW.regulation_id, NEW.by_rule, NEW.decided_at, NEW.view,
         NEW.no_view_because, NEW.hardship, NEW.effect_waits)
        IS DISTINCT FROM
        (OLD.registration_id, OLD.question, OLD.matter, OLD.result, OLD.adverse, OLD.effective_on, OLD.effect,
         OLD.reasons, OLD.articles, OLD.standing, OLD.regulation_id, OLD.by_rule, OLD.decided_at, OLD.view,
         OLD.no_view_because, OLD.hardship, OLD.effect_waits)
        OR (NEW.prepared_by_id, NEW.decided_by_id) IS DISTINCT FROM (OLD.prepared_by_id, OLD.decided_by_id)
    ) THEN
        RAISE EXCEPTION 'decision % is taken: another one replaces it', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'decision_taken_is_taken';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER decision_taken_is_taken BEFORE UPDATE OR DELETE ON portfolio_decision
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_taken_decision();
ALTER TABLE portfolio_decision ENABLE ALWAYS TRIGGER decision_taken_is_taken;
