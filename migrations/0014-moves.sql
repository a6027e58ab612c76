-- Exports and imports of whole workspaces that are asked for on the screen and made by a worker.
create table moves (
  id uuid primary key default new_id(),
  kind text not null check (kind in ('export', 'import')),
  organisation_id uuid not null references organisations on delete cascade,
  -- Of an export: whose it is. Of an import: what came of it, null until then.
  workspace_id uuid references workspaces on delete cascade,
  -- Who asked; null for a key.
  user_id text references users on delete cascade,
  actor_name text not null,
  -- Of an import: another name than it had.
  name text,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
  -- Rows and files that are done, of how many; and when that was last said.
  done integer not null default 0,
  total integer,
  seen_at timestamptz not null default now(),
  bytes bigint,
  -- What came of an import once it is done; the facts of the error when it failed.
  report jsonb,
  code text,
  words text,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  -- When its file is removed.
  expires_at timestamptz
);
create index moves_of_workspace on moves (workspace_id, created_at desc) where workspace_id is not null;
create index moves_of_user on moves (user_id, created_at desc) where user_id is not null;
create index moves_by_age on moves (created_at);
create index moves_of_organisation on moves (organisation_id);
