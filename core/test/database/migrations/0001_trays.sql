create table trays (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  name text collate "und-x-icu" not null,
  custom jsonb not null default '{}'
);
create table rings (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  tray_id uuid not null references trays (id),
  carat bigint not null,
  price_amount bigint,
  price_currency text,
  custom jsonb not null default '{}'
);
create index rings_tray on rings (tray_id);

-- down
drop table rings;
drop table trays;
