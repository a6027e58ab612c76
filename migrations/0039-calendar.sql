-- The calendar besides its posts: notes of the team, and links by which others look at it or follow it.

-- A remark of the team on a day or over some days, by the clock of the workspace. People outside never see it.
create table calendar_notes (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  first_day date not null,
  last_day date not null,
  text text not null check (length(text) between 1 and 500),
  colour text not null default 'slate',
  made_by text references users on delete set null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (last_day >= first_day)
);
create index calendar_notes_by_day on calendar_notes (workspace_id, first_day, last_day);
create index calendar_notes_made_by on calendar_notes (made_by) where made_by is not null;

-- Links by which the calendar is looked at without an account, and addresses that calendar programs follow.
create table calendar_links (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  -- 'share' shows what was chosen; 'own' shows whoever made it what they may see themselves.
  kind text not null check (kind in ('share', 'own')),
  -- SHA-256 of what the link carries; the link itself is kept nowhere.
  digest bytea not null unique,
  label text not null,
  -- An empty list means all channels.
  channel_ids uuid[] not null default '{}',
  stages text[] not null default '{}',
  campaigns boolean not null default false,
  feed boolean not null default false,
  made_by text not null references users on delete cascade,
  created_at timestamptz not null,
  -- Null: until it is revoked.
  expires_at timestamptz,
  revoked_at timestamptz,
  opens integer not null default 0,
  opened_at timestamptz
);
create index calendar_links_of_workspace on calendar_links (workspace_id, created_at desc);
create index calendar_links_made_by on calendar_links (made_by);
create index calendar_links_by_age on calendar_links (expires_at) where expires_at is not null;

-- Drafts that have no time yet stand beside the calendar, the newest first.
create index posts_without_time on posts (workspace_id, created_at desc, id desc)
  where wish_at is null and stage <> 'scheduled' and deleted_at is null;
