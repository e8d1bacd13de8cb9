CREATE FUNCTION refuse_change_of_adopted_profile() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.adopted_at IS NOT NULL THEN
        RAISE EXCEPTION 'competence profile % is adopted: % refused', OLD.id, TG_OP
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'competence_profile_adopted_is_final';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER competence_profile_adopted_is_final BEFORE UPDATE OR DELETE ON register_competenceprofile
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_adopted_profile();
CREATE TRIGGER competence_profile_truncate BEFORE TRUNCATE ON register_competenceprofile
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE register_competenceprofile ENABLE ALWAYS TRIGGER competence_profile_adopted_is_final;
ALTER TABLE register_competenceprofile ENABLE ALWAYS TRIGGER competence_profile_truncate;
