-- Versions only grow; the course shows the newest; an edition keeps the one it was announced under.
CREATE TRIGGER course_version_append_only BEFORE UPDATE OR DELETE ON accreditation_courseversion
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER course_version_append_only_truncate BEFORE TRUNCATE ON accreditation_courseversion
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE accreditation_courseversion ENABLE ALWAYS TRIGGER course_version_append_only;
ALTER TABLE accreditation_courseversion ENABLE ALWAYS TRIGGER course_version_append_only_truncate;

CREATE FUNCTION show_newest_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE accreditation_course SET title = NEW.title, kind = NEW.kind WHERE id = NEW.course_id;
    -- After the update, which waits for whoever adds a module meanwhile.
    IF NEW.kind <> 'E_LEARNING' AND EXISTS (SELECT FROM accreditation_module WHERE course_id = NEW.course_id) THEN
        RAISE EXCEPTION 'course % has modules', NEW.course_id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'modules_are_of_e_learning';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER course_shows_newest_version AFTER INSERT ON accreditation_courseversion
    FOR EACH ROW EXECUTE FUNCTION show_newest_version();

CREATE FUNCTION refuse_other_course() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.code <> OLD.code OR NEW.provider_id <> OLD.provider_id OR NEW.uuid <> OLD.uuid THEN
        RAISE EXCEPTION 'course % keeps its code', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'course_keeps_its_identity';
    END IF;
    IF (NEW.title, NEW.kind) <> (OLD.title, OLD.kind) AND NOT EXISTS (
        SELECT FROM (SELECT title, kind FROM accreditation_courseversion WHERE course_id = NEW.id
                     ORDER BY number DESC LIMIT 1) newest
        WHERE (newest.title, newest.kind) = (NEW.title, NEW.kind)
    ) THEN
        RAISE EXCEPTION 'course % shows its newest version', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'course_shows_newest_version';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER course_keeps_its_identity BEFORE UPDATE ON accreditation_course
    FOR EACH ROW EXECUTE FUNCTION refuse_other_course();

CREATE FUNCTION refuse_module_of_other_kind() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Locked: the kind may be changing at this moment.
    IF (SELECT kind FROM accreditation_course WHERE id = NEW.course_id FOR SHARE) <> 'E_LEARNING' THEN
        RAISE EXCEPTION 'course % is no e-learning', NEW.course_id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'modules_are_of_e_learning';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER modules_are_of_e_learning BEFORE INSERT OR UPDATE OF course_id ON accreditation_module
    FOR EACH ROW EXECUTE FUNCTION refuse_module_of_other_kind();

ALTER TABLE accreditation_courseversion ADD CONSTRAINT course_version_of_course UNIQUE (id, course_id);
ALTER TABLE accreditation_edition ADD CONSTRAINT edition_of_its_version
    FOREIGN KEY (version_id, course_id) REFERENCES accreditation_courseversion (id, course_id)
    DEFERRABLE INITIALLY DEFERRED;

CREATE FUNCTION refuse_edition_of_other_kind() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.version_id, NEW.course_id) <> (OLD.version_id, OLD.course_id) THEN
        RAISE EXCEPTION 'edition % keeps its version', OLD.id
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'edition_keeps_its_version';
    END IF;
    IF NEW.place <> '' AND EXISTS (
        SELECT FROM accreditation_courseversion WHERE id = NEW.version_id AND kind = 'E_LEARNING'
    ) THEN
        RAISE EXCEPTION 'e-learning has no place'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'e_learning_has_no_place';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER edition_fits_its_kind BEFORE INSERT OR UPDATE ON accreditation_edition
    FOR EACH ROW EXECUTE FUNCTION refuse_edition_of_other_kind();

CREATE FUNCTION refuse_meeting_of_other_kind() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM accreditation_edition e JOIN accreditation_courseversion v ON v.id = e.version_id
        WHERE e.id = NEW.edition_id AND v.kind = 'E_LEARNING'
    ) THEN
        RAISE EXCEPTION 'e-learning has no meetings'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'e_learning_has_no_meetings';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER e_learning_has_no_meetings BEFORE INSERT OR UPDATE OF edition_id ON accreditation_meeting
    FOR EACH ROW EXECUTE FUNCTION refuse_meeting_of_other_kind();
