-- Servers that are alive. Each says so every few seconds; what one that fell silent was doing is given to others.
create table bezel_core.processes (
  id uuid primary key,
  host text not null,
  pid int not null,
  -- Name under which its job worker locks jobs; null while it has none.
  worker_id text unique,
  started_at timestamptz(3) not null default now(),
  beat_at timestamptz(3) not null default now()
);

-- How often a process died while it ran a job: one that takes processes down is parked instead of tried again.
create table bezel_core.job_crashes (
  job_id bigint primary key,
  count int not null,
  at timestamptz(3) not null default now()
);

-- Erased together with the diff: a hash of a telephone number alone could be guessed.
alter table bezel_core.audit add column diff_salt uuid;
create index audit_actor on bezel_core.audit (actor_id, id);

-- The end of the chain of seals. Whoever seals locks this row, so there is one at a time; and rows cut off the end
-- of the chain are missed.
create table bezel_core.audit_head (
  only_row boolean primary key default true check (only_row),
  seal_number bigint not null,
  seal bytea not null
);
insert into bezel_core.audit_head (seal_number, seal) values (0, '');

-- down
drop table bezel_core.audit_head;
drop index bezel_core.audit_actor;
alter table bezel_core.audit drop column diff_salt;
drop table bezel_core.job_crashes;
drop table bezel_core.processes;
