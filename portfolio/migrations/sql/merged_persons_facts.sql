-- Nothing new is a fact of somebody who was merged: it is refused, and asked again it finds the one that goes on. Before
-- any standing is marked, in order of person, whoever is being merged at this moment is waited for.
CREATE FUNCTION refuse_entry_of_merged_person() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    merged bigint;
BEGIN
    -- All are held first: asked in one statement, only those would be that were merged already.
    PERFORM FROM register_person WHERE id IN (SELECT person_id FROM added) ORDER BY id FOR KEY SHARE;
    SELECT id INTO merged FROM register_person
    WHERE id IN (SELECT person_id FROM added) AND merged_into_id IS NOT NULL LIMIT 1;
    IF merged IS NOT NULL THEN
        RAISE EXCEPTION 'person % was merged', merged
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'ledger_of_who_goes_on';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER ledger_is_of_who_goes_on AFTER INSERT ON portfolio_ledgerentry
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_entry_of_merged_person();

CREATE TRIGGER claimdraft_of_who_goes_on BEFORE INSERT ON portfolio_claimdraft
    FOR EACH ROW WHEN (NEW.person_id IS NOT NULL) EXECUTE FUNCTION lead_to_who_goes_on();
CREATE TRIGGER competencelink_of_who_goes_on BEFORE INSERT ON portfolio_competencelink
    FOR EACH ROW WHEN (NEW.person_id IS NOT NULL) EXECUTE FUNCTION lead_to_who_goes_on();
CREATE TRIGGER conversation_of_who_goes_on BEFORE INSERT ON portfolio_conversation
    FOR EACH ROW WHEN (NEW.person_id IS NOT NULL) EXECUTE FUNCTION lead_to_who_goes_on();
CREATE TRIGGER dossierexport_of_who_goes_on BEFORE INSERT ON portfolio_dossierexport
    FOR EACH ROW WHEN (NEW.person_id IS NOT NULL) EXECUTE FUNCTION lead_to_who_goes_on();
CREATE TRIGGER duty_of_who_goes_on BEFORE INSERT ON portfolio_duty
    FOR EACH ROW WHEN (NEW.person_id IS NOT NULL) EXECUTE FUNCTION lead_to_who_goes_on();
CREATE TRIGGER employerlink_of_who_goes_on BEFORE INSERT ON portfolio_employerlink
    FOR EACH ROW WHEN (NEW.person_id IS NOT NULL) EXECUTE FUNCTION lead_to_who_goes_on();
CREATE TRIGGER erasure_of_who_goes_on BEFORE INSERT ON portfolio_erasure
    FOR EACH ROW WHEN (NEW.person_id IS NOT NULL) EXECUTE FUNCTION lead_to_who_goes_on();
CREATE TRIGGER evidence_of_who_goes_on BEFORE INSERT ON portfolio_evidence
    FOR EACH ROW WHEN (NEW.person_id IS NOT NULL) EXECUTE FUNCTION lead_to_who_goes_on();
CREATE TRIGGER feedbackround_of_who_goes_on BEFORE INSERT ON portfolio_feedbackround
    FOR EACH ROW WHEN (NEW.person_id IS NOT NULL) EXECUTE FUNCTION lead_to_who_goes_on();
CREATE TRIGGER goal_of_who_goes_on BEFORE INSERT ON portfolio_goal
    FOR EACH ROW WHEN (NEW.person_id IS NOT NULL) EXECUTE FUNCTION lead_to_who_goes_on();
CREATE TRIGGER peermembership_of_who_goes_on BEFORE INSERT ON portfolio_peermembership
    FOR EACH ROW WHEN (NEW.person_id IS NOT NULL) EXECUTE FUNCTION lead_to_who_goes_on();
CREATE TRIGGER peerpresence_of_who_goes_on BEFORE INSERT ON portfolio_peerpresence
    FOR EACH ROW WHEN (NEW.person_id IS NOT NULL) EXECUTE FUNCTION lead_to_who_goes_on();
CREATE TRIGGER peervisit_of_who_goes_on BEFORE INSERT ON portfolio_peervisit
    FOR EACH ROW WHEN (NEW.person_id IS NOT NULL) EXECUTE FUNCTION lead_to_who_goes_on();
CREATE TRIGGER peervisitor_of_who_goes_on BEFORE INSERT ON portfolio_peervisitor
    FOR EACH ROW WHEN (NEW.person_id IS NOT NULL) EXECUTE FUNCTION lead_to_who_goes_on();
CREATE TRIGGER preparation_of_who_goes_on BEFORE INSERT ON portfolio_preparation
    FOR EACH ROW WHEN (NEW.person_id IS NOT NULL) EXECUTE FUNCTION lead_to_who_goes_on();
CREATE TRIGGER presence_of_who_goes_on BEFORE INSERT ON portfolio_presence
    FOR EACH ROW WHEN (NEW.person_id IS NOT NULL) EXECUTE FUNCTION lead_to_who_goes_on();
CREATE TRIGGER record_of_who_goes_on BEFORE INSERT ON portfolio_record
    FOR EACH ROW WHEN (NEW.person_id IS NOT NULL) EXECUTE FUNCTION lead_to_who_goes_on();
CREATE TRIGGER reflection_of_who_goes_on BEFORE INSERT ON portfolio_reflection
    FOR EACH ROW WHEN (NEW.person_id IS NOT NULL) EXECUTE FUNCTION lead_to_who_goes_on();
CREATE TRIGGER selfassessment_of_who_goes_on BEFORE INSERT ON portfolio_selfassessment
    FOR EACH ROW WHEN (NEW.person_id IS NOT NULL) EXECUTE FUNCTION lead_to_who_goes_on();
CREATE TRIGGER share_of_who_goes_on BEFORE INSERT ON portfolio_share
    FOR EACH ROW WHEN (NEW.person_id IS NOT NULL) EXECUTE FUNCTION lead_to_who_goes_on();

-- What was completed or signed stays as it is, also when whose it is turns out to be one with another.
CREATE OR REPLACE FUNCTION refuse_change_of_completed_reflection() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.goal_id IS NULL THEN
        OLD.goal_id := NULL;
    END IF;
    IF is_one_person(OLD.person_id, NEW.person_id) THEN
        OLD.person_id := NEW.person_id;
    END IF;
    IF OLD IS NOT DISTINCT FROM NEW THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'reflection % is completed', OLD.id
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'reflection_completed_is_final';
END $$;

CREATE OR REPLACE FUNCTION refuse_change_of_signed_conversation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF is_one_person(OLD.person_id, NEW.person_id) AND (
        OLD.peer_id IS NOT DISTINCT FROM NEW.peer_id OR is_one_person(OLD.peer_id, NEW.peer_id))
    THEN
        OLD.person_id := NEW.person_id;
        OLD.peer_id := NEW.peer_id;
        IF OLD IS NOT DISTINCT FROM NEW THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'conversation % was signed by both', OLD.id
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'conversation_signed_is_final';
END $$;

CREATE OR REPLACE FUNCTION refuse_change_of_what_was_signed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    stands text;
BEGIN
    IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'portfolio_preparation' THEN
        IF to_jsonb(OLD) - 'person_id' = to_jsonb(NEW) - 'person_id' AND is_one_person(OLD.person_id, NEW.person_id) THEN
            RETURN NEW;
        END IF;
    END IF;
    -- Whoever signs at this moment is waited for.
    SELECT state INTO stands FROM portfolio_conversation WHERE id = NEW.conversation_id FOR SHARE;
    IF stands = 'SIGNED' THEN
        RAISE EXCEPTION 'conversation % was signed by both', NEW.conversation_id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'conversation_signed_is_final';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION refuse_change_of_decided_merge() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.state = 'PROPOSED'
        -- Its words may go, when they are erased.
        OR to_jsonb(OLD) - 'reason' - 'refused_because' = to_jsonb(NEW) - 'reason' - 'refused_because')
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'joining % stays as it was decided', OLD.id
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'person_merge_stays';
END $$;
CREATE TRIGGER person_merge_stays BEFORE UPDATE OR DELETE ON portfolio_personmerge
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_decided_merge();
ALTER TABLE portfolio_personmerge ENABLE ALWAYS TRIGGER person_merge_stays;
CREATE TRIGGER moved_entry_append_only BEFORE UPDATE OR DELETE ON portfolio_movedentry
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER moved_entry_append_only_truncate BEFORE TRUNCATE ON portfolio_movedentry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE portfolio_movedentry ENABLE ALWAYS TRIGGER moved_entry_append_only;
ALTER TABLE portfolio_movedentry ENABLE ALWAYS TRIGGER moved_entry_append_only_truncate;
