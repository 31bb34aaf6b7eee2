create table __table__ (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  number text collate "und-x-icu" not null unique,
  title text collate "und-x-icu" not null,
  status text not null default 'open',
  quantity bigint not null default 1 check (quantity >= 1),
  price_amount bigint check (price_amount >= 0),
  price_currency text,
  due_on date,
  notes text collate "und-x-icu",
  assignee_id uuid references users (id),
  custom jsonb not null default '{}',
  search_document tsvector generated always as (
    setweight(to_tsvector('simple', bezel_core.words(number || ' ' || title)), 'A') ||
    setweight(to_tsvector('simple', bezel_core.words(coalesce(notes, ''))), 'C')
  ) stored,
  search_text text generated always as (bezel_core.fold(number || ' ' || title || ' ' || coalesce(notes, ''))) stored,
  check ((price_amount is null) = (price_currency is null))
);
create index __table___search_document on __table__ using gin (search_document);
create index __table___search_text on __table__ using gin (search_text gin_trgm_ops);
create index __table___assignee on __table__ (assignee_id, id);

-- down
drop table __table__;
