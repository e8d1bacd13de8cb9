-- What is still written about somebody who was merged is about the one that goes on.
CREATE TRIGGER calendarentry_of_who_goes_on BEFORE INSERT ON notifications_calendarentry
    FOR EACH ROW WHEN (NEW.person_id IS NOT NULL) EXECUTE FUNCTION lead_to_who_goes_on();
CREATE TRIGGER contactaddress_of_who_goes_on BEFORE INSERT ON notifications_contactaddress
    FOR EACH ROW WHEN (NEW.person_id IS NOT NULL) EXECUTE FUNCTION lead_to_who_goes_on();
CREATE TRIGGER notice_of_who_goes_on BEFORE INSERT ON notifications_notice
    FOR EACH ROW WHEN (NEW.person_id IS NOT NULL) EXECUTE FUNCTION lead_to_who_goes_on();
CREATE TRIGGER noticepreference_of_who_goes_on BEFORE INSERT ON notifications_noticepreference
    FOR EACH ROW WHEN (NEW.person_id IS NOT NULL) EXECUTE FUNCTION lead_to_who_goes_on();
CREATE TRIGGER plannededition_of_who_goes_on BEFORE INSERT ON notifications_plannededition
    FOR EACH ROW WHEN (NEW.person_id IS NOT NULL) EXECUTE FUNCTION lead_to_who_goes_on();
CREATE TRIGGER switchedoff_of_who_goes_on BEFORE INSERT ON notifications_switchedoff
    FOR EACH ROW WHEN (NEW.person_id IS NOT NULL) EXECUTE FUNCTION lead_to_who_goes_on();
