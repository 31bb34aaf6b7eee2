create table gems (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  name text collate "und-x-icu" not null,
  custom jsonb not null default '{}'
);

-- down
drop table gems;
