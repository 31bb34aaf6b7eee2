alter table users
  -- Without "@" and in small letters, so that nobody's user name is another's address and none differ by case alone.
  add column username text collate "und-x-icu" unique check (username ~ '^[a-z0-9][a-z0-9._-]{2,39}$'),
  add column language text collate "und-x-icu",
  add column time_zone text collate "und-x-icu",
  add column picture_id uuid references files (id) on delete set null,
  add column notifications jsonb,
  -- The customer whose portal account this is.
  add column customer_id uuid unique references customers (id);
create index users_picture on users (picture_id);

alter table roles add column second_factor boolean not null default false;

-- What a user proves to be who they are with, besides the hash of the password.
create table accounts_credentials (
  user_id uuid primary key references users (id) on delete cascade,
  -- Shorter than a password alone may be, so the second factor stays.
  short_password boolean not null default false,
  password_changed_at timestamptz(3),
  -- Encrypted. It counts once it was confirmed by a first code.
  totp_secret text,
  totp_confirmed_at timestamptz(3),
  -- The last time step a code was taken of: each code works once.
  totp_step bigint
);

create table accounts_recovery_codes (
  user_id uuid not null references users (id) on delete cascade,
  code_hash text not null,
  used_at timestamptz(3),
  primary key (user_id, code_hash)
);

create table accounts_passkeys (
  id uuid primary key,
  user_id uuid not null references users (id) on delete cascade,
  credential_id text not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null,
  backed_up boolean not null,
  created_at timestamptz(3) not null,
  last_used_at timestamptz(3)
);
create index accounts_passkeys_user on accounts_passkeys (user_id);

-- Browsers that signed in before. Their guesses count for themselves, so strangers lock nobody out.
create table accounts_devices (
  id uuid primary key,
  user_id uuid not null references users (id) on delete cascade,
  token_hash bytea not null,
  name text,
  address text,
  created_at timestamptz(3) not null,
  last_seen_at timestamptz(3) not null,
  -- Until then no second factor is asked for here.
  remembered_until timestamptz(3),
  unique (token_hash, user_id)
);
create index accounts_devices_user on accounts_devices (user_id);

create table accounts_identities (
  id uuid primary key,
  user_id uuid not null references users (id) on delete cascade,
  provider text not null,
  subject text not null,
  email citext,
  linked_at timestamptz(3) not null,
  last_used_at timestamptz(3),
  unique (provider, subject)
);
create index accounts_identities_user on accounts_identities (user_id);

-- Something to be proved once, by a link, a code or a key: an address, a second factor, an invitation. Hashes only.
create table accounts_challenges (
  id uuid primary key,
  purpose text not null,
  email citext,
  user_id uuid references users (id) on delete cascade,
  -- Known to who began it; codes are taken together with it alone.
  ticket_hash bytea not null unique,
  token_hash bytea unique,
  code_hash text,
  guesses int not null default 0,
  -- Encrypted.
  data text,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  used_at timestamptz(3)
);
create index accounts_challenges_user on accounts_challenges (user_id, purpose);
create index accounts_challenges_email on accounts_challenges (email, purpose);
create index accounts_challenges_age on accounts_challenges (expires_at);

create table security_events (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  user_id uuid references users (id) on delete cascade,
  type text not null,
  address text collate "und-x-icu",
  user_agent text collate "und-x-icu",
  details text collate "und-x-icu"
);
create index security_events_user on security_events (user_id, id);
create index security_events_type on security_events (type, id);

-- Mails of a shop in development that has no mailer. Encrypted, gone after a week.
create table mails (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  recipient citext not null,
  subject text collate "und-x-icu" not null,
  text text not null,
  html text
);
create index mails_recipient on mails (recipient, id);

create table invitations (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  email citext not null,
  name text collate "und-x-icu" not null,
  role_id uuid not null references roles (id),
  stores uuid[],
  invited_by_id uuid references users (id) on delete set null,
  expires_at timestamptz(3) not null,
  accepted_at timestamptz(3),
  revoked_at timestamptz(3)
);
create index invitations_role on invitations (role_id);
create index invitations_invited_by on invitations (invited_by_id);
-- One open invitation of an address at a time.
create unique index invitations_open on invitations (email) where accepted_at is null and revoked_at is null;

create table data_requests (
  id uuid primary key,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  user_id uuid references users (id) on delete set null,
  customer_id uuid references customers (id),
  kind text not null,
  status text not null default 'open',
  reason text collate "und-x-icu",
  answer text collate "und-x-icu",
  handled_at timestamptz(3)
);
create index data_requests_user on data_requests (user_id);
create index data_requests_customer on data_requests (customer_id);
create index data_requests_status on data_requests (status, id);
create unique index data_requests_open on data_requests (user_id, kind) where status = 'open';

-- down
drop table data_requests;
drop table invitations;
drop table mails;
drop table security_events;
drop table accounts_challenges;
drop table accounts_identities;
drop table accounts_devices;
drop table accounts_passkeys;
drop table accounts_recovery_codes;
drop table accounts_credentials;
alter table roles drop column second_factor;
alter table users
  drop column username,
  drop column language,
  drop column time_zone,
  drop column picture_id,
  drop column notifications,
  drop column customer_id;
