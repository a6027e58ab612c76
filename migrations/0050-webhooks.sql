-- Doors at which networks tell of what happened there.

create table webhook_doors (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  network text not null,
  -- Whose events come in: those of all accounts of an app, or of one account.
  app_id uuid references apps on delete cascade,
  channel_id uuid references channels on delete cascade,
  -- SHA-256 of the last part of its address.
  digest bytea not null unique,
  -- That part, what the network is given to prove itself with, and what it gave.
  sealed bytea not null,
  key_id text not null,
  -- When the network took the address, or asked whether it is ours and was answered.
  registered_at timestamptz,
  -- Why the network could not be told of it.
  trouble text,
  tried_at timestamptz,
  heard integer not null default 0,
  heard_at timestamptz,
  refused_at timestamptz,
  refused_why text check (refused_why in ('challenge', 'signature', 'unreadable', 'stale', 'again')),
  created_at timestamptz not null,
  check (num_nonnulls(app_id, channel_id) = 1)
);
create index webhook_doors_of_workspace on webhook_doors (workspace_id, id);
create unique index webhook_doors_of_app on webhook_doors (app_id) where app_id is not null;
create unique index webhook_doors_of_channel on webhook_doors (channel_id) where channel_id is not null;

-- What has come in, so that the same is not heard twice.
create table webhook_events (
  workspace_id uuid not null references workspaces on delete cascade,
  door_id uuid not null references webhook_doors on delete cascade,
  digest bytea not null,
  at timestamptz not null,
  primary key (workspace_id, door_id, digest)
);
create index webhook_events_by_time on webhook_events (at);
create index webhook_events_of_door on webhook_events (door_id);
