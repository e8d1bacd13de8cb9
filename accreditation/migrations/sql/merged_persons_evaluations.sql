-- What is still written about somebody who was merged is about the one that goes on.
CREATE TRIGGER evaluationinvitation_of_who_goes_on BEFORE INSERT ON accreditation_evaluationinvitation
    FOR EACH ROW WHEN (NEW.person_id IS NOT NULL) EXECUTE FUNCTION lead_to_who_goes_on();
