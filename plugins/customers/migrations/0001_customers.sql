create table customers (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  type text not null default 'person',
  prefix text collate "und-x-icu",
  given_name text collate "und-x-icu",
  additional_name text collate "und-x-icu",
  family_name text collate "und-x-icu",
  suffix text collate "und-x-icu",
  nickname text collate "und-x-icu",
  organisation text collate "und-x-icu",
  department text collate "und-x-icu",
  job_title text collate "und-x-icu",
  email citext unique,
  phone text,
  language text collate "und-x-icu",
  websites text[] not null default '{}',
  photo_id uuid references files (id) on delete set null,
  preferred_metals text[] not null default '{}',
  preferred_stones text[] not null default '{}',
  preferred_styles text[] not null default '{}',
  budget_from_amount bigint check (budget_from_amount >= 0),
  budget_from_currency text,
  budget_to_amount bigint check (budget_to_amount >= 0),
  budget_to_currency text,
  source text collate "und-x-icu",
  tags text[] not null default '{}',
  notes text collate "und-x-icu",
  merged_into_id uuid references customers (id),
  erased_at timestamptz(3),
  custom jsonb not null default '{}',
  search_document tsvector generated always as (
    setweight(to_tsvector('simple', bezel_core.words(coalesce(given_name, '') || ' ' || coalesce(family_name, '') || ' ' || coalesce(organisation, ''))), 'A') ||
    setweight(to_tsvector('simple', bezel_core.words(coalesce(email::text, '') || ' ' || coalesce(phone, ''))), 'B')
  ) stored,
  search_text text generated always as (bezel_core.fold(coalesce(given_name, '') || ' ' || coalesce(family_name, '') || ' ' || coalesce(organisation, '') || ' ' || coalesce(email::text, '') || ' ' || coalesce(phone, ''))) stored,
  check ((budget_from_amount is null) = (budget_from_currency is null)),
  check ((budget_to_amount is null) = (budget_to_currency is null))
);
create index customers_search_document on customers using gin (search_document);
create index customers_search_text on customers using gin (search_text gin_trgm_ops);
create index customers_photo on customers (photo_id);
create index customers_merged_into on customers (merged_into_id, id);

create table life_events (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  customer_id uuid not null references customers (id),
  type text not null,
  title text collate "und-x-icu",
  month bigint not null check (month >= 1),
  day bigint not null check (day >= 1),
  year bigint check (year >= 1850),
  remind_days_before bigint not null default 21 check (remind_days_before >= 0)
);
create index life_events_customer on life_events (customer_id, id);

create table reminders (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  customer_id uuid not null references customers (id) on delete cascade,
  life_event_id uuid references life_events (id) on delete set null,
  occasion_year bigint check (occasion_year >= 1850),
  title text collate "und-x-icu" not null,
  due_on date not null,
  status text not null default 'open',
  note text collate "und-x-icu"
);
create index reminders_customer on reminders (customer_id, id);
create index reminders_life_event on reminders (life_event_id, id);

create table customer_relations (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  customer_id uuid not null references customers (id),
  related_id uuid references customers (id),
  name text collate "und-x-icu",
  type text not null,
  note text collate "und-x-icu"
);
create index customer_relations_customer on customer_relations (customer_id, id);
create index customer_relations_related on customer_relations (related_id, id);

create table customer_notes (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  customer_id uuid not null references customers (id),
  body text collate "und-x-icu" not null,
  author text collate "und-x-icu" not null default '',
  pinned boolean not null default false
);
create index customer_notes_customer on customer_notes (customer_id, id);

create table wishes (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  customer_id uuid not null references customers (id),
  description text collate "und-x-icu" not null,
  price_amount bigint check (price_amount >= 0),
  price_currency text,
  occasion text collate "und-x-icu",
  url text collate "und-x-icu",
  status text not null default 'open',
  check ((price_amount is null) = (price_currency is null))
);
create index wishes_customer on wishes (customer_id, id);

create table consents (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  customer_id uuid not null references customers (id),
  channel text not null,
  state text not null,
  at timestamptz(3) not null,
  source text collate "und-x-icu" not null,
  wording text collate "und-x-icu",
  proof text collate "und-x-icu",
  actor text collate "und-x-icu" not null
);
create index consents_customer on consents (customer_id, id);

create table timeline_entries (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  customer_id uuid not null references customers (id) on delete cascade,
  at timestamptz(3) not null,
  type text collate "und-x-icu" not null,
  summary text collate "und-x-icu" not null,
  source_collection text collate "und-x-icu",
  source_id text collate "und-x-icu",
  actor text collate "und-x-icu" not null,
  details jsonb
);
create index timeline_entries_customer on timeline_entries (customer_id, id);

create table duplicate_pairs (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  first_id uuid not null references customers (id) on delete cascade,
  second_id uuid not null references customers (id) on delete cascade,
  level text not null,
  score bigint not null check (score >= -100000),
  reasons jsonb not null,
  status text not null default 'open'
);
create index duplicate_pairs_first on duplicate_pairs (first_id, id);
create index duplicate_pairs_second on duplicate_pairs (second_id, id);

create table customer_merges (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  winner_id uuid not null references customers (id),
  loser_id uuid not null references customers (id),
  plan jsonb not null,
  merged_at timestamptz(3) not null,
  undo_until timestamptz(3) not null,
  undone_at timestamptz(3),
  actor text collate "und-x-icu" not null
);
create index customer_merges_winner on customer_merges (winner_id, id);
create index customer_merges_loser on customer_merges (loser_id, id);

create table customer_emails (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  customer_id uuid not null references customers (id),
  label text collate "und-x-icu",
  address citext not null
);
create index customer_emails_customer on customer_emails (customer_id, id);

create table customer_phones (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  customer_id uuid not null references customers (id),
  label text collate "und-x-icu",
  number text not null
);
create index customer_phones_customer on customer_phones (customer_id, id);

create table customer_addresses (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  customer_id uuid not null references customers (id),
  label text collate "und-x-icu",
  street text collate "und-x-icu",
  street2 text collate "und-x-icu",
  city text collate "und-x-icu",
  region text collate "und-x-icu",
  postal_code text collate "und-x-icu",
  country text collate "und-x-icu",
  "primary" boolean not null default false
);
create index customer_addresses_customer on customer_addresses (customer_id, id);

create table ring_sizes (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  customer_id uuid not null references customers (id),
  hand text not null,
  finger text not null default 'ring',
  circumference bigint not null check (circumference >= 3000),
  measured_on date,
  note text collate "und-x-icu"
);
create index ring_sizes_customer on ring_sizes (customer_id, id);

-- The order of the list, and finding people by name when names are all one has.
create index customers_family_name on customers (family_name, id);
create index timeline_entries_at on timeline_entries (customer_id, at, id);
create index reminders_due on reminders (status, due_on);

-- A customer is named somehow; one size per finger; one reminder per event and year; a pair is judged once.
alter table customers add check (num_nonnulls(given_name, family_name, organisation) > 0 or erased_at is not null);
-- Deferrable, so that a merge can exchange two sizes in one statement.
alter table ring_sizes add unique (customer_id, hand, finger) deferrable;
alter table reminders add unique (life_event_id, occasion_year);
alter table duplicate_pairs add unique (first_id, second_id), add check (first_id < second_id);
alter table customer_relations
  add check (customer_id <> related_id),
  add check (num_nonnulls(related_id, name) = 1),
  add unique (customer_id, related_id, type);
alter table life_events add check (month <= 12 and day <= 31);

-- What a vCard said that a customer has no field for, to be written back; its UID tells the card when it comes again.
create table customer_cards (
  customer_id uuid primary key references customers (id) on delete cascade,
  uid text,
  rest jsonb not null default '[]'
);
create index customer_cards_uid on customer_cards (uid);

-- What the finder of duplicates compares, as of one version of the customer: another version makes it look again.
create table customer_match (
  customer_id uuid primary key references customers (id) on delete cascade,
  customer_version int not null,
  features jsonb not null
);
create table customer_match_keys (
  key text collate "C" not null,
  sort_key text collate "C" not null,
  customer_id uuid not null references customer_match (customer_id) on delete cascade,
  primary key (key, customer_id)
);
create index customer_match_keys_customer on customer_match_keys (customer_id);
create index customer_match_keys_order on customer_match_keys (key, sort_key, customer_id);

-- Every reference that a merge moved from one record to the other, of any plugin: the way back.
create table customer_merge_moves (
  merge_id uuid not null references customer_merges (id) on delete cascade,
  table_name text not null,
  column_name text not null,
  record_id uuid not null,
  from_id uuid not null,
  to_id uuid not null,
  primary key (merge_id, table_name, column_name, record_id)
);

create table customer_erasures (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  customer_id uuid not null references customers (id),
  reason text collate "und-x-icu" not null,
  erased_at timestamptz(3) not null,
  actor text collate "und-x-icu" not null
);
create index customer_erasures_customer on customer_erasures (customer_id, id);

-- down
drop table customer_erasures;
drop table customer_merge_moves;
drop table customer_match_keys;
drop table customer_match;
drop table customer_cards;
drop table ring_sizes;
drop table customer_addresses;
drop table customer_phones;
drop table customer_emails;
drop table customer_merges;
drop table duplicate_pairs;
drop table timeline_entries;
drop table consents;
drop table wishes;
drop table customer_notes;
drop table customer_relations;
drop table reminders;
drop table life_events;
drop table customers;
