DROP TRIGGER catalogue_follows_name ON register_organisation;
DROP TRIGGER catalogue_follows_accreditation ON accreditation_accreditation;
DROP TRIGGER catalogue_follows_version ON accreditation_courseversion;
DROP FUNCTION catalogue_follows_name();
DROP FUNCTION catalogue_follows_course();
DROP FUNCTION refresh_catalogue_entry(bigint);
