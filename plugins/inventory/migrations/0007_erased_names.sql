-- The ledger still only grows, but the name of a person whose data was erased is taken out of the words of a row. Nothing
-- else of the row changes.
create or replace function movements_only_grow() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and not exists (select from pieces where id = old.piece_id)
    and not exists (select from stones where id = old.stone_id) and not exists (select from parcels where id = old.parcel_id) then
    if old.type = 'receive' then
      return old;
    end if;
    raise exception 'The ledger tells what happened to it.' using errcode = '23503', detail = 'It is still referenced from table "movements".';
  end if;
  if tg_op = 'UPDATE'
    and (new.counterparty is not distinct from old.counterparty or new.counterparty like '%Erased%')
    and (new.reason is not distinct from old.reason or new.reason like '%Erased%')
    and to_jsonb(new) - array['counterparty', 'reason', 'version', 'updated_at'] = to_jsonb(old) - array['counterparty', 'reason', 'version', 'updated_at'] then
    return new;
  end if;
  raise exception 'The stock ledger only grows: record a correcting movement instead.' using errcode = '23514', constraint = 'movements_only_grow';
end $$;

-- down
create or replace function movements_only_grow() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and not exists (select from pieces where id = old.piece_id)
    and not exists (select from stones where id = old.stone_id) and not exists (select from parcels where id = old.parcel_id) then
    if old.type = 'receive' then
      return old;
    end if;
    raise exception 'The ledger tells what happened to it.' using errcode = '23503', detail = 'It is still referenced from table "movements".';
  end if;
  raise exception 'The stock ledger only grows: record a correcting movement instead.' using errcode = '23514', constraint = 'movements_only_grow';
end $$;
