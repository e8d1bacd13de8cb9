-- What a register asked stays readable for what was written on it: a template only goes out of use, once. It is removed
-- by nobody.
CREATE FUNCTION refuse_change_of_reflection_template() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.replaced_at IS NULL THEN
        OLD.replaced_at := NEW.replaced_at;
        IF OLD IS NOT DISTINCT FROM NEW THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'reflection template %: % refused', OLD.id, TG_OP
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'reflection_template_is_final';
END $$;
CREATE TRIGGER reflection_template_is_final BEFORE UPDATE OR DELETE ON portfolio_reflectiontemplate
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_reflection_template();

-- A completed reflection loses its goal when the goal is removed, and nothing else.
CREATE FUNCTION refuse_change_of_completed_reflection() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    OLD.goal_id := NULL;
    IF NEW.goal_id IS NULL AND OLD IS NOT DISTINCT FROM NEW THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'reflection % is completed', OLD.id
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'reflection_completed_is_final';
END $$;
CREATE TRIGGER reflection_completed_is_final BEFORE UPDATE ON portfolio_reflection
    FOR EACH ROW WHEN (OLD.completed_at IS NOT NULL) EXECUTE FUNCTION refuse_change_of_completed_reflection();

-- After both signed nothing of a conversation changes. It can go as a whole, when its owner asks for erasure.
CREATE FUNCTION refuse_change_of_signed_conversation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'conversation % was signed by both', OLD.id
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'conversation_signed_is_final';
END $$;
CREATE TRIGGER conversation_signed_is_final BEFORE UPDATE ON portfolio_conversation
    FOR EACH ROW WHEN (OLD.state = 'SIGNED') EXECUTE FUNCTION refuse_change_of_signed_conversation();

CREATE FUNCTION refuse_change_of_what_was_signed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    stands text;
BEGIN
    -- Whoever signs at this moment is waited for.
    SELECT state INTO stands FROM portfolio_conversation WHERE id = NEW.conversation_id FOR SHARE;
    IF stands = 'SIGNED' THEN
        RAISE EXCEPTION 'conversation % was signed by both', NEW.conversation_id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'conversation_signed_is_final';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER preparation_signed_is_final BEFORE INSERT OR UPDATE ON portfolio_preparation
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_what_was_signed();
CREATE TRIGGER agreement_signed_is_final BEFORE INSERT OR UPDATE ON portfolio_agreement
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_what_was_signed();
