DROP TRIGGER assessment_content_is_locked ON accreditation_assessment;
DROP TRIGGER attachment_is_final ON accreditation_attachment;
DROP TRIGGER submission_is_complete ON accreditation_submission_attachments;
DROP TRIGGER submission_attachments_append_only ON accreditation_submission_attachments;
DROP TRIGGER submission_append_only ON accreditation_submission;
DROP FUNCTION refuse_change_under_assessment();
DROP FUNCTION refuse_change_of_attachment();
DROP FUNCTION refuse_file_after_submission();

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
