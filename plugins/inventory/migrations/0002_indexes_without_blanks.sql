-- Rows that refer to nothing stay out of the indexes of references and numbers: nobody looks them up there, and the
-- receipt of a loose stone would have been written into five indexes in vain. Importing takes half the time so.
drop index stones_store, stones_location, stones_supplier, stones_stock_number_read, stones_certificate_number_read;
create index stones_store on stones (store_id, id) where store_id is not null;
create index stones_location on stones (location_id, id) where location_id is not null;
create index stones_supplier on stones (supplier_id, id) where supplier_id is not null;
create index stones_stock_number_read on stones (upper(stock_number)) where stock_number is not null;
create index stones_certificate_number_read on stones (upper(certificate_number)) where certificate_number is not null;
create unique index stones_stock_number on stones (stock_number) where stock_number is not null;
alter table stones drop constraint stones_stock_number_key;

drop index movements_piece, movements_stone, movements_parcel, movements_from_location, movements_to_location, movements_store;
create unique index movements_piece on movements (piece_id, at desc) where piece_id is not null;
create unique index movements_stone on movements (stone_id, at desc) where stone_id is not null;
create unique index movements_parcel on movements (parcel_id, at desc) where parcel_id is not null;
create index movements_from_location on movements (from_location_id, id) where from_location_id is not null;
create index movements_to_location on movements (to_location_id, id) where to_location_id is not null;
create index movements_store on movements (store_id, id) where store_id is not null;

-- down
drop index stones_store, stones_location, stones_supplier, stones_stock_number_read, stones_certificate_number_read, stones_stock_number;
alter table stones add constraint stones_stock_number_key unique (stock_number);
create index stones_store on stones (store_id, id);
create index stones_location on stones (location_id, id);
create index stones_supplier on stones (supplier_id, id);
create index stones_stock_number_read on stones (upper(stock_number));
create index stones_certificate_number_read on stones (upper(certificate_number));
drop index movements_piece, movements_stone, movements_parcel, movements_from_location, movements_to_location, movements_store;
create unique index movements_piece on movements (piece_id, at desc);
create unique index movements_stone on movements (stone_id, at desc);
create unique index movements_parcel on movements (parcel_id, at desc);
create index movements_from_location on movements (from_location_id, id);
create index movements_to_location on movements (to_location_id, id);
create index movements_store on movements (store_id, id);
