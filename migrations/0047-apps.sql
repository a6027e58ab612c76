-- Apps: what somebody has registered at a network, so that people can sign in to it from here.

create table apps (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  network text not null,
  name text not null check (length(name) between 1 and 80),
  -- All workspaces of the organisation may sign in with it.
  shared boolean not null default false,
  -- The values of the manifest's fields.
  sealed bytea not null,
  key_id text not null,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index apps_by_name on apps (workspace_id, network, lower(name));

-- By which app an account signed in: its tokens can be made new by no other.
alter table channels add column app_id uuid references apps on delete set null;
create index channels_of_app on channels (app_id) where app_id is not null;

alter table connect_attempts add column app_id uuid references apps on delete cascade;
create index connect_attempts_of_app on connect_attempts (app_id) where app_id is not null;
