DROP FUNCTION distance_km(numeric, numeric, numeric, numeric);
DROP FUNCTION edition_order(date, bigint);
DROP FUNCTION catalogue_plain(text);
