-- What is assessed is what was put forward: a submission never changes, the draft is free.
DROP TRIGGER application_under_assessment ON accreditation_application;
DROP TRIGGER attachment_under_assessment ON accreditation_attachment;
DROP FUNCTION refuse_change_under_assessment();

CREATE TRIGGER submission_append_only BEFORE UPDATE OR DELETE ON accreditation_submission
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER submission_attachments_append_only BEFORE UPDATE OR DELETE ON accreditation_submission_attachments
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE accreditation_submission ENABLE ALWAYS TRIGGER submission_append_only;
ALTER TABLE accreditation_submission_attachments ENABLE ALWAYS TRIGGER submission_attachments_append_only;

-- No file joins a submission that a register looks at already.
CREATE FUNCTION refuse_file_after_submission() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM accreditation_assessment WHERE submission_id = NEW.submission_id) THEN
        RAISE EXCEPTION 'submission % was put forward: another file refused', NEW.submission_id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'submission_is_complete';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER submission_is_complete BEFORE INSERT ON accreditation_submission_attachments
    FOR EACH ROW EXECUTE FUNCTION refuse_file_after_submission();
ALTER TABLE accreditation_submission_attachments ENABLE ALWAYS TRIGGER submission_is_complete;

-- A file stays what it was; it is taken away once.
CREATE FUNCTION refuse_change_of_attachment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.removed_at IS NULL AND to_jsonb(NEW) - 'removed_at' - 'content' = to_jsonb(OLD) - 'removed_at' - 'content'
       AND NEW.content = OLD.content THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'attachment % is what it was: % refused', OLD.id, TG_OP
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'attachment_is_final';
END $$;
CREATE TRIGGER attachment_is_final BEFORE UPDATE ON accreditation_attachment
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_attachment();
ALTER TABLE accreditation_attachment ENABLE ALWAYS TRIGGER attachment_is_final;

-- What a register looks at, and what is asked of it, changes while the provider drafts or completes it, and only then.
CREATE FUNCTION refuse_change_under_assessment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state NOT IN ('DRAFT', 'RETURNED')
       AND (NEW.submission_id, NEW.requested) IS DISTINCT FROM (OLD.submission_id, OLD.requested) THEN
        RAISE EXCEPTION 'assessment % is %: other content refused', OLD.id, OLD.state
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'assessment_content_is_locked';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER assessment_content_is_locked BEFORE UPDATE ON accreditation_assessment
    FOR EACH ROW EXECUTE FUNCTION refuse_change_under_assessment();
ALTER TABLE accreditation_assessment ENABLE ALWAYS TRIGGER assessment_content_is_locked;
