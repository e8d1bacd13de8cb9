CREATE FUNCTION refuse_change_of_adopted_policy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.adopted_at IS NOT NULL THEN
        RAISE EXCEPTION 'accreditation policy % is adopted: % refused', OLD.id, TG_OP
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'accreditation_policy_adopted_is_final';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER accreditation_policy_adopted_is_final BEFORE UPDATE OR DELETE ON accreditation_accreditationpolicy
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_adopted_policy();
CREATE TRIGGER accreditation_policy_truncate BEFORE TRUNCATE ON accreditation_accreditationpolicy
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE accreditation_accreditationpolicy ENABLE ALWAYS TRIGGER accreditation_policy_adopted_is_final;
ALTER TABLE accreditation_accreditationpolicy ENABLE ALWAYS TRIGGER accreditation_policy_truncate;
