-- Rows of the report name their batch without a foreign key, so the batch itself refuses to go.
CREATE TRIGGER attendance_batch_stays BEFORE DELETE ON portfolio_attendancebatch
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
