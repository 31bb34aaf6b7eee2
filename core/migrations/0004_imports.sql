-- Files on their way into a collection: what people see of them.
create table imports (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  collection text collate "und-x-icu" not null,
  file_name text collate "und-x-icu" not null,
  status text not null,
  dry_run boolean not null,
  format text,
  total bigint,
  processed bigint not null default 0,
  created bigint not null default 0,
  updated bigint not null default 0,
  unchanged bigint not null default 0,
  failed bigint not null default 0,
  mapping jsonb,
  started_at timestamptz(3),
  finished_at timestamptz(3),
  error text collate "und-x-icu",
  actor_id uuid
);
create index imports_actor on imports (actor_id, id);
create index imports_open on imports (updated_at) where status in ('pending', 'running');

-- What it takes to go on with one: the file, and in whose name.
create table bezel_core.import_runs (
  import_id uuid primary key references imports (id) on delete cascade,
  -- Null once the file is deleted.
  path text,
  -- False for a file that is somebody's own and stays.
  owned boolean not null,
  options jsonb not null,
  actor jsonb not null,
  request_id text not null,
  headers text[]
);

-- Rows that were rejected, until the import is tidied away.
create table bezel_core.import_errors (
  import_id uuid not null references imports (id) on delete cascade,
  line int not null,
  "values" jsonb not null,
  problems jsonb not null
);
create index import_errors_line on bezel_core.import_errors (import_id, line);

-- What records without a natural key are known by when their file comes again: a hash of what their row said and of the
-- collection. No foreign key, for the records are of any table: a key whose record is gone is as good as none.
create table bezel_core.import_keys (
  key uuid primary key,
  record_id uuid not null
);

-- down
drop table bezel_core.import_keys;
drop table bezel_core.import_errors;
drop table bezel_core.import_runs;
drop table imports;
