-- The words of a version stay as they were written, and no version disappears.
CREATE FUNCTION refuse_change_of_notice_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (NEW.association_id, NEW.kind, NEW.language, NEW.channel, NEW.version, NEW.subject, NEW.body,
            NEW.drafted_by_id, NEW.drafted_at)
        IS DISTINCT FROM (OLD.association_id, OLD.kind, OLD.language, OLD.channel, OLD.version, OLD.subject, OLD.body,
            OLD.drafted_by_id, OLD.drafted_at)
    THEN
        RAISE EXCEPTION 'text % stays as it was written: % refused', OLD.id, TG_OP
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'notice_text_stays';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER notice_text_stays BEFORE UPDATE OR DELETE ON notifications_noticetext
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_notice_text();
ALTER TABLE notifications_noticetext ENABLE ALWAYS TRIGGER notice_text_stays;
