DROP TRIGGER status_change_stays ON register_statuschange;
DROP TRIGGER status_change_truncate ON register_statuschange;
DROP FUNCTION refuse_change_of_status();
