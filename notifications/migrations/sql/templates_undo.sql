DROP TRIGGER notice_text_stays ON notifications_noticetext;
DROP FUNCTION refuse_change_of_notice_text();
