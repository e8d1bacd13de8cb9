DROP TRIGGER group_decision_line_stays ON portfolio_groupdecisionline;
DROP TRIGGER group_decision_taken_is_taken ON portfolio_groupdecision;
DROP FUNCTION refuse_change_of_group_line();
DROP FUNCTION refuse_change_of_group_decision();
