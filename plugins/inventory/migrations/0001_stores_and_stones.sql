create table stores (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  name text collate "und-x-icu" not null,
  code text collate "und-x-icu" not null unique,
  phone text,
  city text collate "und-x-icu",
  custom jsonb not null default '{}',
  search_document tsvector generated always as (setweight(to_tsvector('simple', bezel_core.fold(name)), 'A')) stored,
  search_text text generated always as (bezel_core.fold(name)) stored
);
create index stores_search_document on stores using gin (search_document);

create table stones (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  stock_number text collate "und-x-icu" unique,
  shape text,
  carat bigint not null check (carat > 0),
  color text collate "und-x-icu",
  clarity text,
  cut text,
  depth bigint,
  "table" bigint,
  length bigint,
  width bigint,
  height bigint,
  price_amount bigint,
  price_currency text,
  certificate_number text collate "und-x-icu",
  store_id uuid references stores (id),
  custom jsonb not null default '{}',
  search_document tsvector generated always as (
    setweight(to_tsvector('simple', bezel_core.fold(coalesce(stock_number, '') || ' ' || coalesce(certificate_number, ''))), 'A')
  ) stored,
  search_text text generated always as (bezel_core.fold(coalesce(stock_number, '') || ' ' || coalesce(certificate_number, ''))) stored,
  check ((price_amount is null) = (price_currency is null))
);
create index stones_search_document on stones using gin (search_document);
create index stones_search_text on stones using gin (search_text gin_trgm_ops);
create index stones_store on stones (store_id);
create index stones_grade on stones (cut, clarity, carat);
create index stones_price on stones (price_amount, id);

-- down
drop table stones;
drop table stores;
