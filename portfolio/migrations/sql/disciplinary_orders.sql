-- What a disciplinary body ruled stays as it came in; another order follows it.
CREATE TRIGGER disciplinary_order_stays BEFORE UPDATE ON portfolio_disciplinaryorder
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
ALTER TABLE portfolio_disciplinaryorder ENABLE ALWAYS TRIGGER disciplinary_order_stays;
