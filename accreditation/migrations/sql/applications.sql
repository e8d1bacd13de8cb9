CREATE TRIGGER advice_append_only BEFORE UPDATE OR DELETE ON accreditation_advice
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER decision_append_only BEFORE UPDATE OR DELETE ON accreditation_decision
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER objection_append_only BEFORE UPDATE OR DELETE ON accreditation_objection
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE accreditation_advice ENABLE ALWAYS TRIGGER advice_append_only;
ALTER TABLE accreditation_decision ENABLE ALWAYS TRIGGER decision_append_only;
ALTER TABLE accreditation_objection ENABLE ALWAYS TRIGGER objection_append_only;

-- What a course was worth, as far as was known then, stays readable: a row is replaced once and otherwise left alone.
CREATE FUNCTION refuse_change_of_accreditation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.replaced_at IS NULL
       AND to_jsonb(NEW) - 'replaced_at' = to_jsonb(OLD) - 'replaced_at' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'accreditation % is decided: % refused', OLD.id, TG_OP
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'accreditation_is_final';
END $$;
CREATE TRIGGER accreditation_is_final BEFORE UPDATE OR DELETE ON accreditation_accreditation
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_accreditation();
ALTER TABLE accreditation_accreditation ENABLE ALWAYS TRIGGER accreditation_is_final;

-- Whoever advised on an application, or decided on it before, does not decide on it.
CREATE FUNCTION refuse_decision_on_own_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM accreditation_advice a JOIN accreditation_assignment g ON g.id = a.assignment_id
        WHERE g.assessment_id = NEW.assessment_id AND g.assessor_id = NEW.decided_by_id
    ) OR EXISTS (
        SELECT FROM accreditation_decision d
        WHERE d.assessment_id = NEW.assessment_id AND d.decided_by_id = NEW.decided_by_id
    ) THEN
        RAISE EXCEPTION 'user % had a part in assessment %', NEW.decided_by_id, NEW.assessment_id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'decision_by_somebody_else';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER decision_by_somebody_else BEFORE INSERT ON accreditation_decision
    FOR EACH ROW EXECUTE FUNCTION refuse_decision_on_own_part();
ALTER TABLE accreditation_decision ENABLE ALWAYS TRIGGER decision_by_somebody_else;

-- Nobody advises twice on an application, nor after having decided on it.
CREATE FUNCTION refuse_advice_on_own_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM accreditation_assignment mine
        JOIN accreditation_assignment g ON g.assessment_id = mine.assessment_id AND g.assessor_id = mine.assessor_id
        JOIN accreditation_advice a ON a.assignment_id = g.id
        WHERE mine.id = NEW.assignment_id
    ) OR EXISTS (
        SELECT FROM accreditation_assignment mine
        JOIN accreditation_decision d ON d.assessment_id = mine.assessment_id AND d.decided_by_id = mine.assessor_id
        WHERE mine.id = NEW.assignment_id
    ) THEN
        RAISE EXCEPTION 'assignment %: had a part before', NEW.assignment_id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'advice_by_somebody_else';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER advice_by_somebody_else BEFORE INSERT ON accreditation_advice
    FOR EACH ROW EXECUTE FUNCTION refuse_advice_on_own_part();
ALTER TABLE accreditation_advice ENABLE ALWAYS TRIGGER advice_by_somebody_else;

-- What is assessed is what was put forward.
CREATE FUNCTION refuse_change_under_assessment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    application bigint := CASE TG_TABLE_NAME
        WHEN 'accreditation_application' THEN (to_jsonb(OLD) ->> 'id')::bigint
        ELSE coalesce((to_jsonb(OLD) ->> 'application_id')::bigint, (to_jsonb(NEW) ->> 'application_id')::bigint) END;
BEGIN
    IF EXISTS (
        SELECT FROM accreditation_assessment
        WHERE application_id = application AND state IN ('ASSESSING', 'QUESTIONED', 'ADVISED', 'OBJECTED')
    ) THEN
        RAISE EXCEPTION 'application % is under assessment: % refused', application, TG_OP
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'application_under_assessment';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER application_under_assessment BEFORE UPDATE OR DELETE ON accreditation_application
    FOR EACH ROW EXECUTE FUNCTION refuse_change_under_assessment();
CREATE TRIGGER attachment_under_assessment BEFORE INSERT OR UPDATE OR DELETE ON accreditation_attachment
    FOR EACH ROW EXECUTE FUNCTION refuse_change_under_assessment();
ALTER TABLE accreditation_application ENABLE ALWAYS TRIGGER application_under_assessment;
ALTER TABLE accreditation_attachment ENABLE ALWAYS TRIGGER attachment_under_assessment;
