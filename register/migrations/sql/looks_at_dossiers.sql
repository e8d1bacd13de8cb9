-- That somebody looked stays known.
CREATE TRIGGER look_append_only BEFORE UPDATE OR DELETE ON register_look
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER look_append_only_truncate BEFORE TRUNCATE ON register_look
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE register_look ENABLE ALWAYS TRIGGER look_append_only;
ALTER TABLE register_look ENABLE ALWAYS TRIGGER look_append_only_truncate;
