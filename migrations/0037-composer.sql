-- What helps to write: sets of hashtags, snippets, the rule by which links are named, and what pages said of themselves.
create table hashtag_sets (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  name text not null,
  -- Without `#`.
  tags text[] not null constraint hashtag_sets_tags_check check (cardinality(tags) between 1 and 30),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index hashtag_sets_by_name on hashtag_sets (workspace_id, lower(name));

create table snippets (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  name text not null,
  -- With gaps as `{{name}}`.
  text text not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index snippets_by_name on snippets (workspace_id, lower(name));

-- How links say where readers came from; a workspace without a row says nothing.
create table link_rules (
  workspace_id uuid primary key references workspaces on delete cascade,
  enabled boolean not null default true,
  source text not null,
  medium text not null,
  campaign text not null,
  term text not null default '',
  content text not null default '',
  -- Hosts whose links stay as they are.
  excluded text[] not null default '{}',
  version integer not null default 1,
  updated_at timestamptz not null default now()
);

-- What a page said of itself, so that it is not asked with every letter. Read again after a day.
create table link_cards (
  workspace_id uuid not null references workspaces on delete cascade,
  -- SHA-256 of the address.
  digest text not null,
  url text not null,
  title text not null,
  description text not null,
  media_id uuid references media on delete set null,
  read_at timestamptz not null,
  primary key (workspace_id, digest)
);
create index link_cards_read on link_cards (read_at);
create index link_cards_of_media on link_cards (media_id) where media_id is not null;

-- Whom posts mentioned, for being offered again.
create index posts_with_mentions on posts (workspace_id, updated_at desc) where content ? 'mentions' and deleted_at is null;
