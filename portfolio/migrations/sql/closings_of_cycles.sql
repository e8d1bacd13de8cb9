CREATE TRIGGER closing_append_only BEFORE UPDATE OR DELETE ON portfolio_cycleclosing
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER closing_append_only_truncate BEFORE TRUNCATE ON portfolio_cycleclosing
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE portfolio_cycleclosing ENABLE ALWAYS TRIGGER closing_append_only;
ALTER TABLE portfolio_cycleclosing ENABLE ALWAYS TRIGGER closing_append_only_truncate;
