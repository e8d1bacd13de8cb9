DROP TRIGGER audit_round_stays ON portfolio_auditround;
DROP FUNCTION refuse_change_of_audit_round();
DROP TRIGGER audit_not_of_oneself ON portfolio_audit;
DROP FUNCTION refuse_audit_of_oneself();
