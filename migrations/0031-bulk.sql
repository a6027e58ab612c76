-- Many posts at once: imports of tables, series (recurring and evergreen), feeds of others that become drafts, templates.
-- Whoever asks for something that is done later is named by `made_by` or `made_key`: it is done with the rights that they have then.

-- A table that somebody brought, and how far it has come.
create table post_imports (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  file_name text not null,
  form text not null check (form in ('csv', 'xlsx', 'json')),
  -- SHA-256 of the file: by it one that was brought before is known again.
  digest text not null,
  encoding text,
  delimiter text,
  sheet text,
  sheets text[] not null default '{}',
  header text[] not null,
  -- Of the header: by it the mapping of the last time is found.
  signature text not null,
  -- What the columns are and how times are written.
  settings jsonb not null,
  state text not null default 'read' check (state in ('read', 'checking', 'checked', 'running', 'done', 'undoing', 'undone', 'failed')),
  -- Rows looked at, made or taken back of the step that runs.
  done integer not null default 0,
  rows integer not null,
  words text,
  version integer not null default 1,
  made_by text references users on delete set null,
  made_key uuid references api_keys on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index post_imports_of_workspace on post_imports (workspace_id, id desc);
create index post_imports_by_digest on post_imports (workspace_id, digest);
create index post_imports_made_by on post_imports (made_by) where made_by is not null;
create index post_imports_made_key on post_imports (made_key) where made_key is not null;

create table post_import_rows (
  workspace_id uuid not null references workspaces on delete cascade,
  import_id uuid not null references post_imports on delete cascade,
  -- As a spreadsheet counts: the header is 1.
  n integer not null,
  cells text[] not null,
  state text not null default 'new' check (state in ('new', 'good', 'warned', 'bad', 'made', 'there', 'failed', 'kept', 'undone')),
  notes jsonb not null default '[]',
  -- The post that it means, and the addresses of pictures that are still to be fetched.
  body jsonb,
  post_id uuid references posts on delete set null,
  -- Of the post when it was made: who has changed it since keeps it.
  made_version integer,
  primary key (workspace_id, import_id, n)
);
create index post_import_rows_of_import on post_import_rows (import_id, state, n);
create index post_import_rows_of_post on post_import_rows (post_id) where post_id is not null;

-- What columns of such a header meant the last time.
create table import_mappings (
  workspace_id uuid not null references workspaces on delete cascade,
  signature text not null,
  settings jsonb not null,
  used_at timestamptz not null default now(),
  primary key (workspace_id, signature)
);

-- A post with gaps in its words that are filled in when it is used.
create table post_templates (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  name text not null,
  body jsonb not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  archived_at timestamptz
);
create unique index post_templates_by_name on post_templates (workspace_id, lower(name)) where archived_at is null;

-- Posts that come again. `recurring`: one post by a rule; `evergreen`: posts that take turns.
create table series (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  kind text not null check (kind in ('recurring', 'evergreen')),
  name text not null,
  state text not null default 'running' check (state in ('running', 'paused', 'ended')),
  -- RFC 5545 without DTSTART; null: it fills free slots.
  rule text,
  -- First time, as the clock on the wall shows it.
  starts_at timestamp not null,
  zone text not null,
  -- Days on which nothing is made, as they are in the zone; and whose public holidays are left out too.
  excluded date[] not null default '{}',
  holidays text,
  -- How many days ahead posts are made.
  horizon_days smallint not null default 28 check (horizon_days between 1 and 90),
  publish text not null default 'scheduled' check (publish in ('draft', 'proposed', 'scheduled')),
  -- How long one post rests before it has its turn again, and after how many turns it is over.
  rest_days smallint not null default 0 check (rest_days between 0 and 730),
  turns_most smallint check (turns_most between 1 and 1000),
  -- A post whose last turn had less than this share of its best one has no more turns; null: that is not looked at.
  falls_below numeric(4, 3) check (falls_below > 0 and falls_below < 1),
  words text,
  version integer not null default 1,
  made_by text references users on delete set null,
  made_key uuid references api_keys on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index series_of_workspace on series (workspace_id, id desc);
create index series_running on series (id) where state = 'running';
create index series_made_by on series (made_by) where made_by is not null;
create index series_made_key on series (made_key) where made_key is not null;

create table series_items (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  series_id uuid not null references series on delete cascade,
  position integer not null,
  -- The post, and other wordings of its text that take turns with it.
  body jsonb not null,
  wordings text[] not null default '{}',
  state text not null default 'active' check (state in ('active', 'stopped')),
  -- Why it has no more turns.
  stopped text
);
create index series_items_of_series on series_items (series_id, position);
create index series_items_of_workspace on series_items (workspace_id);

-- One time of a series. The key is what keeps it from being made twice.
create table series_turns (
  workspace_id uuid not null references workspaces on delete cascade,
  series_id uuid not null references series on delete cascade,
  occurs_at timestamp not null,
  item_id uuid references series_items on delete set null,
  -- 0: the text of the post itself; n: its nth other wording.
  wording smallint not null default 0,
  state text not null check (state in ('made', 'skipped', 'failed')),
  words text,
  post_id uuid references posts on delete set null,
  made_version integer,
  at timestamptz not null,
  -- Only while its post is being made: one that stands for minutes is of a process that died.
  claimed_at timestamptz,
  primary key (workspace_id, series_id, occurs_at)
);
create index series_turns_of_series on series_turns (series_id, occurs_at);
create index series_turns_of_item on series_turns (item_id, at) where item_id is not null;
create index series_turns_of_post on series_turns (post_id) where post_id is not null;

-- A feed elsewhere whose entries become posts.
create table post_sources (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  name text not null,
  url text not null,
  state text not null default 'running' check (state in ('running', 'paused')),
  rules jsonb not null,
  publish text not null default 'draft' check (publish in ('draft', 'proposed', 'scheduled')),
  -- What the server said of the last answer, so that it need not send the same again.
  etag text,
  last_modified text,
  fetched_at timestamptz,
  next_at timestamptz not null default now(),
  failures integer not null default 0,
  trouble text,
  version integer not null default 1,
  made_by text references users on delete set null,
  made_key uuid references api_keys on delete set null,
  created_at timestamptz not null default now()
);
create index post_sources_of_workspace on post_sources (workspace_id, id desc);
create index post_sources_due on post_sources (next_at) where state = 'running';
create index post_sources_made_by on post_sources (made_by) where made_by is not null;
create index post_sources_made_key on post_sources (made_key) where made_key is not null;

-- What was seen in it, so that nothing is taken twice.
create table post_source_items (
  workspace_id uuid not null references workspaces on delete cascade,
  source_id uuid not null references post_sources on delete cascade,
  -- Its guid, else its address, else a digest of what it says.
  key text not null,
  digest text not null,
  title text not null,
  url text,
  state text not null check (state in ('made', 'left_out', 'known', 'failed')),
  words text,
  post_id uuid references posts on delete set null,
  published_at timestamptz,
  seen_at timestamptz not null default now(),
  -- As with times of series.
  claimed_at timestamptz,
  primary key (workspace_id, source_id, key)
);
create index post_source_items_of_source on post_source_items (source_id, seen_at desc, key desc);
create index post_source_items_by_digest on post_source_items (source_id, digest);
create index post_source_items_of_post on post_source_items (post_id) where post_id is not null;
