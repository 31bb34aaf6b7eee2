-- Where and how a session began, for the person who looks through the list of them.
alter table bezel_core.sessions
  add column address text,
  add column user_agent text,
  add column device_id uuid,
  -- How the person proved who they are: password, totp, passkey, recovery-code, vendor.
  add column methods text[] not null default '{}',
  -- When they last did; dangerous operations ask for it to be recent.
  add column confirmed_at timestamptz(3) not null default now(),
  -- Reaches nothing but the person's own account, until the second factor that the role takes is set up.
  add column needs_second_factor boolean not null default false;

-- Customers and guests, not staff.
alter table roles add column portal boolean not null default false;

-- Narrows what the key's role allows. Null: all of it.
alter table api_keys add column scopes text[];

-- When a subject (an account, an address, a code) was guessed at: the moments within its window, never more than its limit.
-- "attempts" counted by the full hour, so twice the limit fitted around a full hour; servers of the version before still use it.
create table bezel_core.guesses (
  subject text primary key,
  at timestamptz[] not null,
  accepted boolean not null,
  -- After this moment nothing of it counts any more.
  until timestamptz(3) not null
);
create index guesses_age on bezel_core.guesses (until);

-- down
drop table bezel_core.guesses;
alter table api_keys drop column scopes;
alter table roles drop column portal;
alter table bezel_core.sessions
  drop column address,
  drop column user_agent,
  drop column device_id,
  drop column methods,
  drop column confirmed_at,
  drop column needs_second_factor;
