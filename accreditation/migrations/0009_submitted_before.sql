-- What registers deal with already was submitted once, as the application says it now.
SET CONSTRAINTS ALL IMMEDIATE;
INSERT INTO accreditation_submission (
    application_id, number, version_id, motivation, urgent, planned_editions, submitted_by_id, submitted_at
)
SELECT a.id, 1, a.version_id, a.motivation, a.urgent, coalesce(a.planned_editions, 0), a.created_by_id,
       coalesce(min(s.entered_at), a.created_at)
FROM accreditation_application a
JOIN accreditation_assessment one ON one.application_id = a.id AND one.state <> 'DRAFT'
LEFT JOIN accreditation_statespan s ON s.assessment_id = one.id AND s.state <> 'DRAFT'
GROUP BY a.id;
INSERT INTO accreditation_submission_attachments (submission_id, attachment_id)
SELECT s.id, f.id FROM accreditation_submission s JOIN accreditation_attachment f USING (application_id);
UPDATE accreditation_assessment one SET submission_id = s.id
FROM accreditation_submission s WHERE s.application_id = one.application_id AND one.state <> 'DRAFT';
SET CONSTRAINTS ALL DEFERRED;
