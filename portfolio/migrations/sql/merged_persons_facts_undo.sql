DROP TRIGGER moved_entry_append_only ON portfolio_movedentry;
DROP TRIGGER moved_entry_append_only_truncate ON portfolio_movedentry;
DROP TRIGGER person_merge_stays ON portfolio_personmerge;
DROP FUNCTION refuse_change_of_decided_merge();
DROP TRIGGER share_of_who_goes_on ON portfolio_share;
DROP TRIGGER selfassessment_of_who_goes_on ON portfolio_selfassessment;
DROP TRIGGER reflection_of_who_goes_on ON portfolio_reflection;
DROP TRIGGER record_of_who_goes_on ON portfolio_record;
DROP TRIGGER presence_of_who_goes_on ON portfolio_presence;
DROP TRIGGER preparation_of_who_goes_on ON portfolio_preparation;
DROP TRIGGER peervisitor_of_who_goes_on ON portfolio_peervisitor;
DROP TRIGGER peervisit_of_who_goes_on ON portfolio_peervisit;
DROP TRIGGER peerpresence_of_who_goes_on ON portfolio_peerpresence;
DROP TRIGGER peermembership_of_who_goes_on ON portfolio_peermembership;
DROP TRIGGER goal_of_who_goes_on ON portfolio_goal;
DROP TRIGGER feedbackround_of_who_goes_on ON portfolio_feedbackround;
DROP TRIGGER evidence_of_who_goes_on ON portfolio_evidence;
DROP TRIGGER erasure_of_who_goes_on ON portfolio_erasure;
DROP TRIGGER employerlink_of_who_goes_on ON portfolio_employerlink;
DROP TRIGGER duty_of_who_goes_on ON portfolio_duty;
DROP TRIGGER dossierexport_of_who_goes_on ON portfolio_dossierexport;
DROP TRIGGER conversation_of_who_goes_on ON portfolio_conversation;
DROP TRIGGER competencelink_of_who_goes_on ON portfolio_competencelink;
DROP TRIGGER claimdraft_of_who_goes_on ON portfolio_claimdraft;
DROP TRIGGER ledger_is_of_who_goes_on ON portfolio_ledgerentry;
DROP FUNCTION refuse_entry_of_merged_person();
CREATE OR REPLACE FUNCTION refuse_change_of_completed_reflection() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    OLD.goal_id := NULL;
    IF NEW.goal_id IS NULL AND OLD IS NOT DISTINCT FROM NEW THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'reflection % is completed', OLD.id
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'reflection_completed_is_final';
END $$;
CREATE OR REPLACE FUNCTION refuse_change_of_signed_conversation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'conversation % was signed by both', OLD.id
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'conversation_signed_is_final';
END $$;
CREATE OR REPLACE FUNCTION refuse_change_of_what_was_signed() RETURNS trigger LANGUAGE plpgsql AS $$
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
