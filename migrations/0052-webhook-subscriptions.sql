-- What a door could not be told of, by a code that each language has words for.
alter table webhook_doors add column trouble_code text;
update webhook_doors set
  trouble_code = case when trouble = 'unreachable' then 'house_unreachable' when trouble = 'closed' then trouble else 'untold' end,
  trouble = case when trouble in ('closed', 'unreachable') then null else trouble end
where trouble is not null;

-- Accounts that a network was asked to tell of at an app's door, and why one could not be.
create table webhook_subscriptions (
  workspace_id uuid not null references workspaces on delete cascade,
  channel_id uuid not null references channels on delete cascade,
  door_id uuid not null references webhook_doors on delete cascade,
  subscribed_at timestamptz,
  trouble_code text,
  trouble text,
  tried_at timestamptz not null,
  primary key (workspace_id, channel_id)
);
create unique index webhook_subscriptions_of_channel on webhook_subscriptions (channel_id);
create index webhook_subscriptions_of_door on webhook_subscriptions (door_id, channel_id);

-- The door of an app stays for a while after it was closed, until the network has been told.
alter table webhook_doors add column closed_at timestamptz;
