-- What is there becomes its first version. Keys are checked at once: a table with checks to come cannot be altered.
SET CONSTRAINTS ALL IMMEDIATE;
INSERT INTO accreditation_courseversion
    (course_id, number, title, kind, summary, programme, objectives, target_group, teachers, competences, languages,
     created_at)
SELECT id, 1, title, kind, '', '', '', '', '{}', '{}', '{}', now() FROM accreditation_course;
UPDATE accreditation_edition e SET version_id = v.id, online = (e.place = '')
FROM accreditation_courseversion v WHERE v.course_id = e.course_id;
