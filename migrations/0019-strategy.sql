-- What a workspace wants and how: every save is a row, the newest is what holds.
create table strategy_revisions (
  workspace_id uuid not null references workspaces on delete cascade,
  number integer not null check (number > 0),
  -- All eight parts, so that each revision can be read by itself.
  body jsonb not null,
  -- Which parts are otherwise than in the revision before.
  parts text[] not null,
  reason text not null default '',
  author_id text references users on delete set null,
  restored_from integer,
  -- The day of the next review as this revision has it, and when people were told that it has come.
  review_on date,
  review_told_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (workspace_id, number)
);
create index strategy_revisions_author on strategy_revisions (author_id) where author_id is not null;
create index strategy_reviews_to_tell on strategy_revisions (review_on) where review_on is not null and review_told_at is null;

-- Links by which somebody without an account reads some parts of it.
create table strategy_links (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  -- SHA-256 of what the link carries; the link itself is kept nowhere.
  digest bytea not null unique,
  parts text[] not null,
  -- For whom it is, so that one knows which to end.
  label text not null default '',
  -- Who answers for it: when they may not do so any more, it opens nothing.
  made_by text not null references users on delete cascade,
  opens integer not null default 0,
  opened_at timestamptz,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index strategy_links_of_workspace on strategy_links (workspace_id, created_at);
create index strategy_links_made_by on strategy_links (made_by);
create index strategy_links_by_age on strategy_links (expires_at);

-- Somebody whom the brand speaks to, made up of facts that are known of many.
create table personas (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  name text not null,
  -- Who buys for a company is asked other things than who buys for themselves.
  kind text not null check (kind in ('b2c', 'b2b')),
  portrait text not null default '',
  -- Each with its evidence and the day on which it was known.
  facts jsonb not null default '[]',
  media_id uuid references media on delete set null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  archived_at timestamptz
);
create index personas_of_workspace on personas (workspace_id, id);
create index personas_of_media on personas (media_id) where media_id is not null;
