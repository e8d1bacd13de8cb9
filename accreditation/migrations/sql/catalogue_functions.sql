-- Immutable, so that indexes may be made of it: the dictionary is named, and changes with a release of PostgreSQL only.
CREATE FUNCTION catalogue_plain(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
    SELECT lower(public.unaccent('public.unaccent', $1))
$$;

CREATE FUNCTION edition_order(ends_on date, id bigint) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ((ends_on - DATE '1900-01-01')::bigint << 34) + id
$$;

-- Along a great circle, on a ball.
CREATE FUNCTION distance_km(latitude numeric, longitude numeric, other_latitude numeric, other_longitude numeric)
RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT 2 * 6371 * asin(least(1, sqrt(
        sin(radians(other_latitude - latitude) / 2) ^ 2
        + cos(radians(latitude)) * cos(radians(other_latitude)) * sin(radians(other_longitude - longitude) / 2) ^ 2)))
$$;
