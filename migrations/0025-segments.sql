-- Parts of the audience, kept as filters, and the tables of audiences that they are counted in.
create table audience_tables (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  -- Whose people it tells of; null for those of a site, a shop or a list.
  channel_id uuid references channels on delete cascade,
  name text not null,
  source text not null default '',
  known_on date not null,
  -- How many people it tells of; null where it tells shares alone.
  people integer check (people >= 0),
  -- {dimensions, cells: {values, share}[]}[]: what is told together stands together.
  parts jsonb not null,
  created_at timestamptz not null default now()
);
create index audience_tables_of_workspace on audience_tables (workspace_id, known_on desc, id);
create index audience_tables_of_channel on audience_tables (channel_id) where channel_id is not null;

create table segments (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  name text not null,
  note text not null default '',
  -- {ages, genders, places, languages, channelIds}
  filter jsonb not null,
  version integer not null default 1 check (version > 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  archived_at timestamptz
);
create index segments_of_workspace on segments (workspace_id, id);

-- A goal may be about a segment that is made of channels.
alter table goals drop constraint goals_scope_kind_check;
alter table goals add constraint goals_scope_kind_check
  check (scope_kind in ('workspace', 'network', 'channel', 'campaign', 'segment'));
