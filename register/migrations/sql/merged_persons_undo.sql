DROP TRIGGER registration_holder_append_only ON register_registrationholder;
DROP TRIGGER registration_holder_append_only_truncate ON register_registrationholder;
DROP FUNCTION is_one_person(bigint, bigint);
DROP TRIGGER invitation_of_who_goes_on ON register_accountinvitation;
DROP TRIGGER registration_of_who_goes_on ON register_registration;
DROP FUNCTION lead_to_who_goes_on();
DROP TRIGGER person_merged_at_once ON register_person;
DROP FUNCTION refuse_merging_in_steps();
