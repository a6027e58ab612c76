-- What a key may do of what its role may; null: all of it.
alter table api_keys add column only_rights text[];

-- After its secret was changed, the one before it opens too, for a while.
alter table api_keys add column old_digest bytea;
alter table api_keys add column old_until timestamptz;
create unique index api_keys_old_digest on api_keys (old_digest) where old_digest is not null;
