-- Who is asked for a code after the password. Until a right code confirms it, it asks nobody for anything.
create table second_steps (
  user_id text primary key references users on delete cascade,
  -- The secret that the phone has too.
  sealed bytea not null,
  key_id text not null,
  created_at timestamptz not null,
  confirmed_at timestamptz,
  -- The newest period of thirty seconds whose code was accepted; no code of it or of an older one is accepted again.
  last_period bigint not null default 0
);

-- SHA-256 of each code that was not used yet; the codes themselves are kept nowhere.
create table recovery_codes (
  user_id text not null references second_steps on delete cascade,
  digest bytea not null,
  primary key (user_id, digest)
);

-- Somebody has given the right password and still owes the second step. It opens nothing but that question.
create table sign_in_proofs (
  -- SHA-256 of what the browser holds.
  digest bytea primary key,
  user_id text not null references users on delete cascade,
  tries smallint not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index sign_in_proofs_of_user on sign_in_proofs (user_id);
create index sign_in_proofs_by_age on sign_in_proofs (expires_at);
