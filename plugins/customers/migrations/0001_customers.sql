create table customers (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  given_name text collate "und-x-icu" not null,
  family_name text collate "und-x-icu" not null,
  email citext unique,
  phone text,
  birthday date,
  notes text collate "und-x-icu",
  custom jsonb not null default '{}',
  search_document tsvector generated always as (
    setweight(to_tsvector('simple', bezel_core.fold(given_name || ' ' || family_name)), 'A') ||
    setweight(to_tsvector('simple', bezel_core.fold(coalesce(email::text, ''))), 'B')
  ) stored,
  search_text text generated always as (bezel_core.fold(given_name || ' ' || family_name || ' ' || coalesce(email::text, ''))) stored
);
create index customers_search_document on customers using gin (search_document);
create index customers_search_text on customers using gin (search_text gin_trgm_ops);
create index customers_name on customers (family_name, id);

create table customer_addresses (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  customer_id uuid not null references customers (id),
  label text collate "und-x-icu",
  street text collate "und-x-icu" not null,
  city text collate "und-x-icu",
  region text collate "und-x-icu",
  postal_code text collate "und-x-icu",
  country text collate "und-x-icu" not null,
  custom jsonb not null default '{}'
);
create index customer_addresses_customer on customer_addresses (customer_id, id);

-- down
drop table customer_addresses;
drop table customers;
