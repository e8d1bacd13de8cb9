-- Immutable, so that an index may be made of it: the dictionary is named, and changes with a release of PostgreSQL only.
CREATE FUNCTION plain_name(given_name text, prefix text, family_name text)
RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ' ' || btrim(regexp_replace(
        lower(public.unaccent('public.unaccent', concat_ws(' ', given_name, prefix, family_name))),
        '[\s!-/:-@[-`{-~‘’´–]+', ' ', 'g'))
$$;
