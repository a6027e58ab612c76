-- Accounts at the house's provider (OpenID Connect) with which people sign in here.
create table provider_accounts (
  issuer text not null,
  -- The name that the provider gives to nobody else, ever; addresses change hands.
  subject text not null,
  user_id text not null references users on delete cascade,
  -- As the provider told it when the account was joined; for showing.
  email text,
  joined_at timestamptz not null,
  used_at timestamptz,
  primary key (issuer, subject),
  unique (user_id, issuer)
);

-- Browsers that were sent to the provider and are not back yet.
create table provider_visits (
  -- SHA-256 of what the browser holds. State, nonce and verifier are made of it, and kept nowhere.
  digest bytea primary key,
  -- Who joins an account to theirs; null for who signs in.
  user_id text references users on delete cascade,
  -- A path of the screen.
  return_to text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index provider_visits_of_user on provider_visits (user_id) where user_id is not null;
create index provider_visits_by_age on provider_visits (expires_at);

-- Whose password opens although only the provider's sign-in is allowed, by the will of whoever runs the house.
create table password_exceptions (
  user_id text primary key references users on delete cascade,
  until timestamptz not null
);

alter table sign_in_proofs add column came_by text not null default 'password'
  check (came_by in ('password', 'provider'));
