DROP FUNCTION plain_name(text, text, text);
