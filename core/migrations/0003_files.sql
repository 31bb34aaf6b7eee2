-- What is known of uploaded files. Their bytes lie in the file storage, under the keys of bezel_core.file_blobs.
create table files (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  name text collate "und-x-icu" not null,
  media_type text collate "und-x-icu" not null,
  size bigint not null check (size >= 0),
  sha256 text collate "und-x-icu" not null,
  width bigint check (width > 0),
  height bigint check (height > 0),
  owner_entity text collate "und-x-icu",
  owner_id uuid,
  uploaded_by uuid,
  check ((owner_entity is null) = (owner_id is null))
);
create index files_owner on files (owner_entity, owner_id, id);
create index files_unowned on files (created_at) where owner_entity is null;

-- A key is noted here before its bytes are written, and forgotten after they are deleted, so that no byte in the storage
-- is ever unknown: what belongs to no file any more is swept by a job. No foreign key, for the file may be gone first.
create table bezel_core.file_blobs (
  key text primary key,
  -- Null until the file's record is committed.
  file_id uuid,
  variant text not null check (variant in ('content', 'thumbnail')),
  created_at timestamptz(3) not null default now(),
  unique (file_id, variant)
);
create index file_blobs_unused on bezel_core.file_blobs (created_at) where file_id is null;

-- down
drop table bezel_core.file_blobs;
drop table files;
