-- The same functions in PL/pgSQL: in SQL they could not be inlined, and calling them for the search columns of a row took
-- longer than writing it. Nearly all text is ASCII, where there is no accent to take off.
create or replace function bezel_core.fold(value text) returns text
  language plpgsql immutable parallel safe strict
  as $$
    begin
      if octet_length(value) = length(value) then
        return lower(value collate "C");
      end if;
      return lower(public.unaccent('public.unaccent'::regdictionary, value));
    end
  $$;

create or replace function bezel_core.words(value text) returns text
  language plpgsql immutable parallel safe strict
  as $$
    begin
      return translate(bezel_core.fold(value), '@._-+/\#,;:''"()[]{}&', '                     ');
    end
  $$;

-- down
create or replace function bezel_core.words(value text) returns text
  language sql immutable parallel safe strict
  as $$ select translate(bezel_core.fold(value), '@._-+/\#,;:''"()[]{}&', '                     ') $$;
create or replace function bezel_core.fold(value text) returns text
  language sql immutable parallel safe strict
  as $$ select lower(public.unaccent('public.unaccent'::regdictionary, value)) $$;
