DROP TRIGGER look_append_only ON register_look;
DROP TRIGGER look_append_only_truncate ON register_look;
