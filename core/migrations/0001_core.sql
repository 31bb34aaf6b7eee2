-- What the core itself keeps lives in the schema "bezel_core"; entities live in "public".
create extension if not exists pg_trgm with schema public;
create extension if not exists unaccent with schema public;
create extension if not exists citext with schema public;

-- Lower case without accents. Declared immutable, so that it can stand in generated columns:
-- the dictionary is part of the installation and does not change under a running database.
create function bezel_core.fold(value text) returns text
  language sql immutable parallel safe strict
  as $$ select lower(public.unaccent('public.unaccent'::regdictionary, value)) $$;

-- The words of a text for keyword search: "553-500" and "ada@example.com" are several words, as people search them.
create function bezel_core.words(value text) returns text
  language sql immutable parallel safe strict
  as $$ select translate(bezel_core.fold(value), '@._-+/\#,;:''"()[]{}&', '                     ') $$;

create table bezel_core.audit (
  id uuid primary key,
  at timestamptz(3) not null,
  actor_type text not null,
  actor_id uuid,
  operation text not null,
  request_id text not null,
  entity text not null,
  record_id uuid not null,
  change text not null,
  version int not null,
  -- Field -> [before, after]. Erasing a person empties it; "diff_hash" keeps the chain verifiable.
  diff jsonb,
  diff_hash bytea,
  -- Filled in order by the sealer after commit: the hash of this row and of the one before it.
  seal_number bigint unique,
  seal bytea
);
create index audit_record on bezel_core.audit (record_id, id);
create index audit_unsealed on bezel_core.audit (id) where seal_number is null;

create table bezel_core.outbox (
  id uuid primary key,
  occurred_at timestamptz(3) not null,
  name text not null,
  payload jsonb not null,
  dispatched_at timestamptz(3)
);
create index outbox_waiting on bezel_core.outbox (id) where dispatched_at is null;

create table bezel_core.idempotency (
  actor text not null,
  route text not null,
  key text not null,
  body_hash text not null,
  answer jsonb,
  created_at timestamptz(3) not null default now(),
  primary key (actor, route, key)
);
create index idempotency_age on bezel_core.idempotency (created_at);

-- Facts about this installation: which demo data is loaded, and the like.
create table bezel_core.facts (
  name text primary key,
  value jsonb not null,
  at timestamptz(3) not null default now()
);

create table roles (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  name text collate "und-x-icu" not null unique,
  description text collate "und-x-icu",
  permissions text[] not null default '{}',
  custom jsonb not null default '{}'
);

create table users (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  name text collate "und-x-icu" not null,
  email citext not null unique,
  role_id uuid not null references roles (id),
  -- Null: all stores.
  stores uuid[],
  active boolean not null default true,
  password_hash text,
  custom jsonb not null default '{}'
);
create index users_role on users (role_id);

create table bezel_core.sessions (
  id uuid primary key,
  token_hash bytea not null unique,
  user_id uuid not null references users (id) on delete cascade,
  created_at timestamptz(3) not null,
  last_seen_at timestamptz(3) not null,
  expires_at timestamptz(3) not null
);
create index sessions_user on bezel_core.sessions (user_id);

create table api_keys (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  name text collate "und-x-icu" not null,
  role_id uuid not null references roles (id),
  -- Set in the transaction that makes the key; null finds nobody.
  secret_hash text unique,
  expires_at timestamptz(3),
  revoked_at timestamptz(3),
  last_used_at timestamptz(3),
  custom jsonb not null default '{}'
);
create index api_keys_role on api_keys (role_id);

-- Failed sign-ins per account and per address, counted in the database so that every process sees them.
create table bezel_core.attempts (
  subject text not null,
  window_start timestamptz(3) not null,
  count int not null,
  primary key (subject, window_start)
);

create table custom_fields (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  collection text collate "und-x-icu" not null,
  name text collate "und-x-icu" not null,
  label text collate "und-x-icu" not null,
  type text not null,
  choices text[] not null default '{}',
  help text collate "und-x-icu",
  unique (collection, name)
);

create table saved_views (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  user_id uuid references users (id) on delete cascade,
  collection text collate "und-x-icu" not null,
  name text collate "und-x-icu" not null,
  query jsonb not null,
  shared boolean not null default false
);
create index saved_views_collection on saved_views (collection, user_id);
create index saved_views_user on saved_views (user_id);

-- down
drop table saved_views;
drop table custom_fields;
drop table bezel_core.facts;
drop table bezel_core.attempts;
drop table api_keys;
drop table bezel_core.sessions;
drop table users;
drop table roles;
drop table bezel_core.idempotency;
drop table bezel_core.outbox;
drop table bezel_core.audit;
drop function bezel_core.words(text);
drop function bezel_core.fold(text);
