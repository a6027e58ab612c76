-- Programs that asked for a way in by the rules of OAuth. Anybody may: a name here is a stranger's claim.
create table oauth_clients (
  id text primary key,
  name text not null,
  redirect_uris text[] not null,
  created_at timestamptz not null default now(),
  -- When it was told or read last; an id that is an address is read anew.
  read_at timestamptz not null default now(),
  -- When a person last let it in.
  used_at timestamptz
);
create index oauth_clients_by_age on oauth_clients ((coalesce(used_at, created_at)));

-- What a person let such a program do is an API key. Its secret is short-lived, and it renews it by itself.
alter table api_keys add column client_id text references oauth_clients on delete cascade;
-- Until then the secret opens; null: as long as the key is good.
alter table api_keys add column secret_until timestamptz;
-- SHA-256 of what all renewal tokens of a key have in common, of the newest one, and of the one before it as long as nobody
-- has used what came for it: an answer that was lost on its way may be asked for again.
alter table api_keys add column family_digest bytea unique;
alter table api_keys add column renewal_digest bytea;
alter table api_keys add column spent_digest bytea;
create index api_keys_of_client on api_keys (client_id) where client_id is not null;

-- Shown to a program once, by way of the person's browser. A used one is kept for a while: whoever brings it again has stolen it.
create table oauth_codes (
  digest bytea primary key,
  key_id uuid not null references api_keys on delete cascade,
  redirect_uri text not null,
  challenge text not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index oauth_codes_by_age on oauth_codes (expires_at);
create index oauth_codes_of_key on oauth_codes (key_id);
