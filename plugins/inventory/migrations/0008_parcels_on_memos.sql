-- A part of a parcel goes out on memo: it still belongs to the parcel, and to nobody else meanwhile.
alter table parcels add column lent_count bigint not null default 0;
alter table parcels add column lent_carat bigint not null default 0;
alter table parcels add constraint "a parcel holds the stones that are out on memo" check (lent_count between 0 and count);
alter table parcels add constraint "a parcel holds the weight that is out on memo" check (lent_carat between 0 and carat);
alter table memo_lines add column parcel_id uuid references parcels (id);
alter table memo_lines add column count bigint check (count > 0);
alter table memo_lines add column carat bigint check (carat > 0);
create index memo_lines_parcel on memo_lines (parcel_id, id);
alter table memo_lines drop constraint memo_lines_check;
alter table memo_lines add constraint "a line names either a piece, a stone or a parcel"
  check (num_nonnulls(piece_id, stone_id, parcel_id) = 1);
alter table memo_lines add constraint "a line says how many stones of what weight of a parcel, and of nothing else"
  check (num_nonnulls(count, carat) = case when parcel_id is null then 0 else 2 end);

-- down
delete from memo_lines where parcel_id is not null;
alter table memo_lines drop constraint "a line says how many stones of what weight of a parcel, and of nothing else";
alter table memo_lines drop constraint "a line names either a piece, a stone or a parcel";
alter table memo_lines add constraint memo_lines_check check (num_nonnulls(piece_id, stone_id) = 1);
alter table memo_lines drop column carat;
alter table memo_lines drop column count;
alter table memo_lines drop column parcel_id;
alter table parcels drop column lent_carat;
alter table parcels drop column lent_count;
