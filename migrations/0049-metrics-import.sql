-- Numbers that a person brings in a table: what a network's own page of statistics gives out.

create table metric_imports (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  channel_id uuid not null references channels on delete cascade,
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
  -- What the columns are, and how days and numbers are written.
  settings jsonb not null,
  state text not null default 'read' check (state in ('read', 'checked', 'done', 'undone')),
  rows integer not null,
  -- How many values stand there because of it, and of which numbers, as `publication:views`.
  written integer not null default 0,
  tells text[] not null default '{}',
  version integer not null default 1,
  made_by text references users on delete set null,
  made_key uuid references api_keys on delete set null,
  run_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index metric_imports_of_workspace on metric_imports (workspace_id, id desc);
create index metric_imports_by_digest on metric_imports (workspace_id, channel_id, digest);
create index metric_imports_of_channel on metric_imports (channel_id, state);
create index metric_imports_made_by on metric_imports (made_by) where made_by is not null;
create index metric_imports_made_key on metric_imports (made_key) where made_key is not null;

create table metric_import_rows (
  workspace_id uuid not null references workspaces on delete cascade,
  import_id uuid not null references metric_imports on delete cascade,
  -- As a spreadsheet counts: the header is 1.
  n integer not null,
  cells text[] not null,
  state text not null default 'new' check (state in ('new', 'good', 'warned', 'bad', 'idle', 'written', 'undone')),
  notes jsonb not null default '[]',
  publication_id uuid references publications on delete set null,
  -- What it says, value by value.
  said jsonb not null default '[]',
  primary key (workspace_id, import_id, n)
);
create index metric_import_rows_of_import on metric_import_rows (import_id, state, n);
create index metric_import_rows_of_publication on metric_import_rows (publication_id) where publication_id is not null;

-- What columns of such a table meant the last time, for each channel.
create table metric_import_mappings (
  workspace_id uuid not null references workspaces on delete cascade,
  channel_id uuid not null references channels on delete cascade,
  signature text not null,
  settings jsonb not null,
  used_at timestamptz not null default now(),
  primary key (workspace_id, channel_id, signature)
);
create index metric_import_mappings_of_channel on metric_import_mappings (channel_id);

-- Which import a point stems from. `wins`: somebody has said that it stands before what the network tells.
alter table metric_points
  add column import_id uuid references metric_imports on delete set null,
  add column wins boolean not null default false;
create index metric_points_of_import on metric_points (import_id) where import_id is not null;

alter table metric_latest
  add column import_id uuid references metric_imports on delete set null,
  add column wins boolean not null default false;
create index metric_latest_of_import on metric_latest (import_id) where import_id is not null;

-- What stood in the place of a point before an import wrote it: it comes back when the import is taken back.
create table metric_points_replaced (
  workspace_id uuid not null references workspaces on delete cascade,
  import_id uuid not null references metric_imports on delete cascade,
  subject_kind text not null,
  subject_id uuid not null,
  metric text not null,
  at timestamptz not null,
  value double precision not null,
  source text not null,
  from_import uuid references metric_imports on delete set null,
  wins boolean not null,
  primary key (workspace_id, import_id, subject_kind, subject_id, metric, at)
);
create index metric_points_replaced_of_import on metric_points_replaced (import_id);
create index metric_points_replaced_from on metric_points_replaced (from_import) where from_import is not null;
