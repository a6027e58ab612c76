-- Keys that a device holds and opens with a finger, a face or a code (WebAuthn).
create table passkeys (
  id uuid primary key default new_id(),
  user_id text not null references users on delete cascade,
  -- As the device names it, in base64url.
  credential_id text not null unique,
  public_key bytea not null,
  -- How often it has signed, where the device counts; it never goes back.
  counter bigint not null,
  transports text[] not null default '{}',
  -- Whether it is kept beyond the one device.
  synced boolean not null,
  name text not null,
  created_at timestamptz not null,
  used_at timestamptz
);
create index passkeys_of_user on passkeys (user_id);

-- Browsers that were asked to sign with a passkey, or to make one.
create table passkey_challenges (
  -- SHA-256 of what the browser holds. The challenge is made of it, and kept nowhere.
  digest bytea primary key,
  -- Who adds a passkey to theirs; null for who signs in.
  user_id text references users on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index passkey_challenges_of_user on passkey_challenges (user_id) where user_id is not null;
create index passkey_challenges_by_age on passkey_challenges (expires_at);
