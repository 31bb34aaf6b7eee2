create table visits (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  customer_id uuid not null references customers (id),
  store_id uuid not null references stores (id),
  at timestamptz(3) not null,
  note text collate "und-x-icu",
  custom jsonb not null default '{}'
);
create index visits_customer on visits (customer_id, at, id);
create index visits_store on visits (store_id);

-- down
drop table visits;
