DROP TRIGGER event_append_only ON register_event;
DROP TRIGGER event_append_only_truncate ON register_event;
DROP TRIGGER regulation_adopted_is_final ON register_regulation;
DROP TRIGGER regulation_truncate ON register_regulation;
DROP FUNCTION refuse_change();
DROP FUNCTION refuse_change_of_adopted_regulation();
