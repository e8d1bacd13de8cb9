-- Nobody audits themselves, whoever assigns.
CREATE FUNCTION refuse_audit_of_oneself() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.auditor_id IS NOT NULL AND EXISTS (
        SELECT FROM register_registration r JOIN register_user u ON u.person_id = r.person_id
        WHERE r.id = NEW.registration_id AND u.id = NEW.auditor_id)
    THEN
        RAISE EXCEPTION 'audit % is of the auditor themselves', NEW.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'audit_not_of_oneself';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER audit_not_of_oneself BEFORE INSERT OR UPDATE OF auditor_id ON portfolio_audit
    FOR EACH ROW EXECUTE FUNCTION refuse_audit_of_oneself();
ALTER TABLE portfolio_audit ENABLE ALWAYS TRIGGER audit_not_of_oneself;

-- What was asked, and when and how it was answered, stays as it was.
CREATE FUNCTION refuse_change_of_audit_round() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.audit_id, NEW.number, NEW.asks, NEW.opened_at) IS DISTINCT FROM
       (OLD.audit_id, OLD.number, OLD.asks, OLD.opened_at)
    OR OLD.ended_at IS NOT NULL AND
       (NEW.ended_at, NEW.reply_by, NEW.handed_in_at, NEW.explanation) IS DISTINCT FROM
       (OLD.ended_at, OLD.reply_by, OLD.handed_in_at, OLD.explanation)
    THEN
        RAISE EXCEPTION 'term % of an audit stays as it was', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'audit_round_stays';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER audit_round_stays BEFORE UPDATE ON portfolio_auditround
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_audit_round();
