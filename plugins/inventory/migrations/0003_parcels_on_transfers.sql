-- Parcels travel between stores as a whole.
alter table transfer_lines add column parcel_id uuid references parcels (id);
create index transfer_lines_parcel on transfer_lines (parcel_id, id);
alter table transfer_lines drop constraint transfer_lines_check;
alter table transfer_lines add constraint transfer_lines_check check (num_nonnulls(piece_id, stone_id, parcel_id) = 1);

-- down
delete from transfer_lines where parcel_id is not null;
alter table transfer_lines drop constraint transfer_lines_check;
alter table transfer_lines drop column parcel_id;
alter table transfer_lines add constraint transfer_lines_check check (num_nonnulls(piece_id, stone_id) = 1);
