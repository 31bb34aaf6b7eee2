-- A line with stones of a parcel is settled in parts: what came back and what was invoiced of it; the rest is still out.
alter table memo_lines add column returned_count bigint not null default 0 check (returned_count >= 0);
alter table memo_lines add column returned_carat bigint not null default 0 check (returned_carat >= 0);
alter table memo_lines add column invoiced_count bigint not null default 0 check (invoiced_count >= 0);
alter table memo_lines add column invoiced_carat bigint not null default 0 check (invoiced_carat >= 0);
update memo_lines set returned_count = count, returned_carat = carat where status = 'returned' and parcel_id is not null;
update memo_lines set invoiced_count = count, invoiced_carat = carat where status = 'invoiced' and parcel_id is not null;
alter table memo_lines add constraint "of a line no more is settled than was lent" check (
  returned_count + invoiced_count <= coalesce(count, 0) and returned_carat + invoiced_carat <= coalesce(carat, 0));
alter table memo_lines add constraint "the last stones of a line take its whole weight" check (
  (returned_count + invoiced_count = coalesce(count, 0)) = (returned_carat + invoiced_carat = coalesce(carat, 0)));

-- A supplier's parcel is held on memo: not on our books until it is bought.
alter table parcels add column ownership text not null default 'owned';

-- down
alter table parcels drop column ownership;
alter table memo_lines drop constraint "the last stones of a line take its whole weight";
alter table memo_lines drop constraint "of a line no more is settled than was lent";
alter table memo_lines drop column invoiced_carat;
alter table memo_lines drop column invoiced_count;
alter table memo_lines drop column returned_carat;
alter table memo_lines drop column returned_count;
