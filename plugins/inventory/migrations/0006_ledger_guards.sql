-- Every stone that comes in gets its row in the ledger, and checking six foreign keys row by row cost more than writing
-- it. A movement is only written with its goods new or locked, so what those keys kept is kept where goods and places
-- are deleted: receipts of goods go with them, and whatever else the ledger tells of keeps its goods and its places.
alter table movements
  drop constraint movements_piece_id_fkey, drop constraint movements_stone_id_fkey, drop constraint movements_parcel_id_fkey,
  drop constraint movements_from_location_id_fkey, drop constraint movements_to_location_id_fkey, drop constraint movements_store_id_fkey;

create function movements_follow_goods() returns trigger language plpgsql as $$
begin
  execute format('delete from movements m using gone where m.%I = gone.id', tg_argv[0]);
  return null;
end $$;
create trigger pieces_in_ledger after delete on pieces referencing old table as gone
  for each statement execute function movements_follow_goods('piece_id');
create trigger stones_in_ledger after delete on stones referencing old table as gone
  for each statement execute function movements_follow_goods('stone_id');
create trigger parcels_in_ledger after delete on parcels referencing old table as gone
  for each statement execute function movements_follow_goods('parcel_id');

create function movements_keep_places() returns trigger language plpgsql as $$
declare
  place text;
  is_told boolean;
begin
  foreach place in array tg_argv loop
    execute format('select exists (select from movements m join gone on m.%I = gone.id)', place) into is_told;
    if is_told then
      raise exception 'The ledger tells what happened there.' using errcode = '23503',
        detail = 'It is still referenced from table "movements".';
    end if;
  end loop;
  return null;
end $$;
create trigger locations_in_ledger after delete on locations referencing old table as gone
  for each statement execute function movements_keep_places('from_location_id', 'to_location_id');
create trigger stores_in_ledger after delete on stores referencing old table as gone
  for each statement execute function movements_keep_places('store_id');

-- down
drop trigger pieces_in_ledger on pieces;
drop trigger stones_in_ledger on stones;
drop trigger parcels_in_ledger on parcels;
drop trigger locations_in_ledger on locations;
drop trigger stores_in_ledger on stores;
drop function movements_follow_goods();
drop function movements_keep_places();
alter table movements
  add foreign key (piece_id) references pieces (id) on delete cascade,
  add foreign key (stone_id) references stones (id) on delete cascade,
  add foreign key (parcel_id) references parcels (id) on delete cascade,
  add foreign key (from_location_id) references locations (id),
  add foreign key (to_location_id) references locations (id),
  add foreign key (store_id) references stores (id);
