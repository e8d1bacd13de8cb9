-- What a course is found by follows its versions, its provider's name and the decisions on it.
CREATE FUNCTION refresh_catalogue_entry(changed bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    now_found_by tsvector;
BEGIN
    -- One at a time, and in a statement of its own: the next sees what the one before it has written.
    PERFORM FROM accreditation_course WHERE id = changed FOR NO KEY UPDATE;
    INSERT INTO accreditation_catalogueentry AS entry (course_id, words, marks)
    SELECT c.id,
        strip(to_tsvector('simple', catalogue_plain(concat_ws(' ', v.title, v.summary, v.objectives, v.target_group,
            array_to_string(v.teachers, ' '), array_to_string(v.competences, ' '), c.code, o.name)))),
        ARRAY['provider/' || o.uuid]
            || ARRAY(SELECT DISTINCT 'competence/' || code FROM unnest(v.competences) code ORDER BY 1)
            || ARRAY(
                SELECT DISTINCT mark FROM accreditation_accreditation a JOIN register_register r ON r.id = a.register_id,
                unnest(ARRAY['category/' || a.category, 'register/' || r.code, 'register/' || r.code || '/' || a.category])
                    AS mark
                WHERE a.course_id = c.id ORDER BY mark)
    FROM accreditation_course c
    JOIN register_organisation o ON o.id = c.provider_id
    CROSS JOIN LATERAL (
        SELECT * FROM accreditation_courseversion WHERE course_id = c.id ORDER BY number DESC LIMIT 1) v
    WHERE c.id = changed
    ON CONFLICT (course_id) DO UPDATE SET words = EXCLUDED.words, marks = EXCLUDED.marks
    RETURNING words INTO now_found_by;
    -- In one order, so that two courses with the same new words do not wait for each other.
    INSERT INTO accreditation_catalogueword (word)
    SELECT word FROM unnest(tsvector_to_array(now_found_by)) word
    WHERE length(word) BETWEEN 3 AND 40 AND word ~ '[[:alpha:]]'
    ORDER BY word COLLATE "C" ON CONFLICT DO NOTHING;
END $$;

CREATE FUNCTION catalogue_follows_course() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM refresh_catalogue_entry(OLD.course_id);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM refresh_catalogue_entry(NEW.course_id);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER catalogue_follows_version AFTER INSERT ON accreditation_courseversion
    FOR EACH ROW EXECUTE FUNCTION catalogue_follows_course();
CREATE TRIGGER catalogue_follows_accreditation
    AFTER INSERT OR DELETE OR UPDATE OF course_id, register_id, category ON accreditation_accreditation
    FOR EACH ROW EXECUTE FUNCTION catalogue_follows_course();

CREATE FUNCTION catalogue_follows_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM refresh_catalogue_entry(c.id)
    FROM (SELECT id FROM accreditation_course WHERE provider_id = NEW.id ORDER BY id) c;
    RETURN NULL;
END $$;
CREATE TRIGGER catalogue_follows_name AFTER UPDATE OF name ON register_organisation
    FOR EACH ROW WHEN (OLD.name <> NEW.name) EXECUTE FUNCTION catalogue_follows_name();

SELECT refresh_catalogue_entry(id) FROM accreditation_course ORDER BY id;
