-- What was signed is in other hands: a credential keeps its number, its place and its words; a revocation is for good.
-- Its words may go altogether, when they are erased.
CREATE FUNCTION credential_keeps_its_word() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE'
        AND NEW.uuid = OLD.uuid AND NEW.status_list_id = OLD.status_list_id AND NEW.place = OLD.place
        AND NEW.key_id = OLD.key_id
        AND (NEW.document = OLD.document OR NEW.document = '{}') AND (NEW.token = OLD.token OR NEW.token = '')
        AND (OLD.revoked_at IS NULL OR NEW.revoked_at IS NOT DISTINCT FROM OLD.revoked_at)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a credential keeps its word: % refused', TG_OP
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'credential_keeps_its_word';
END $$;

CREATE TRIGGER credential_keeps_its_word BEFORE UPDATE OR DELETE ON portfolio_credential
    FOR EACH ROW EXECUTE FUNCTION credential_keeps_its_word();
ALTER TABLE portfolio_credential ENABLE ALWAYS TRIGGER credential_keeps_its_word;
