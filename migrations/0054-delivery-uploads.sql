-- How far the films of a delivery are up at its network, while they go up; kept every few seconds, gone when they are up.
create table delivery_uploads (
  workspace_id uuid not null references workspaces on delete cascade,
  delivery_id uuid not null references deliveries on delete cascade,
  done_bytes bigint not null,
  total_bytes bigint not null,
  told_at timestamptz not null default clock_timestamp(),
  primary key (workspace_id, delivery_id)
);
create unique index delivery_uploads_of_delivery on delivery_uploads (delivery_id);
