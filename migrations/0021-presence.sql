-- The audit of our presence: what accounts there are, how whole their profiles are, and who passes themselves off as us.

-- By what the brand is known, and how often it is looked.
create table presence_settings (
  workspace_id uuid primary key references workspaces on delete cascade,
  -- Null: only when somebody asks.
  every_weeks smallint check (every_weeks between 1 and 26),
  next_at timestamptz,
  -- Other names of the brand, and hosts of its own.
  names text[] not null default '{}',
  sites text[] not null default '{}',
  version integer not null default 1,
  updated_at timestamptz not null default now()
);
create index presence_settings_due on presence_settings (next_at) where next_at is not null;

-- Accounts of the brand that are not joined, typed in so that the inventory is whole.
create table presence_accounts (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  network text not null,
  handle text not null,
  url text,
  note text not null default '',
  created_at timestamptz not null default now(),
  removed_at timestamptz
);
create unique index presence_accounts_by_handle on presence_accounts (workspace_id, network, lower(handle))
  where removed_at is null;

create table presence_runs (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  number integer not null check (number > 0),
  cause text not null check (cause in ('person', 'rhythm')),
  started_by text references users on delete set null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'partial', 'failed')),
  -- Of each account what was found, where the audience is and we are not, what is otherwise than the time before.
  findings jsonb not null default '[]',
  gaps jsonb not null default '[]',
  difference jsonb,
  -- Requests that networks were asked.
  requests integer not null default 0,
  -- How often a worker took it up: one that died twice over it is not asked a third time.
  tries smallint not null default 0,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  unique (workspace_id, number)
);
create unique index presence_runs_open on presence_runs (workspace_id) where state in ('waiting', 'running');
create index presence_runs_by_starter on presence_runs (started_by) where started_by is not null;

-- Pictures of profiles as they were found, drawn anew; evidence names the digest of what the network gave.
create table presence_pictures (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  -- SHA-256 of the file as the network gave it, and of the drawing that is kept.
  source_digest text not null,
  digest text not null,
  mime text not null,
  bytes bytea not null,
  -- What it looks like, in few bits (`PictureHash`).
  hash jsonb,
  created_at timestamptz not null default now(),
  unique (workspace_id, source_digest)
);

-- Accounts that resemble one of ours.
create table suspects (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  network text not null,
  remote_id text not null,
  -- Which of ours it resembles most.
  channel_id uuid references channels on delete set null,
  handle text not null,
  name text not null,
  bio text not null,
  url text not null,
  -- Followers, age, links: what else the network told.
  facts jsonb not null,
  picture_id uuid references presence_pictures on delete set null,
  points smallint not null check (points between 0 and 100),
  signals jsonb not null,
  first_run integer not null,
  last_run integer not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  -- Since when the network no longer knows it.
  gone_at timestamptz,
  -- What people said of it; its history is in `presence_verdicts`.
  verdict text check (verdict in ('impostor', 'not_one', 'ours', 'undecided')),
  reported_on date,
  report_note text not null default '',
  version integer not null default 1,
  unique (workspace_id, network, remote_id)
);
create index suspects_by_points on suspects (workspace_id, points desc, id desc);
create index suspects_of_channel on suspects (channel_id) where channel_id is not null;
create index suspects_of_picture on suspects (picture_id) where picture_id is not null;

-- What people decided of accounts of ours and of suspects; the newest that is not taken back holds.
create table presence_verdicts (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  subject_kind text not null check (subject_kind in ('channel', 'account', 'suspect')),
  subject_id uuid not null,
  verdict text not null check (verdict in ('keep', 'mend', 'close', 'impostor', 'not_one', 'ours', 'undecided')),
  reason text not null default '',
  author_id text references users on delete set null,
  created_at timestamptz not null default now(),
  withdrawn_at timestamptz
);
create index presence_verdicts_of_subject on presence_verdicts (workspace_id, subject_kind, subject_id, created_at desc);
create index presence_verdicts_by_author on presence_verdicts (author_id) where author_id is not null;

-- What was seen of a suspect at one moment, with pictures and digests, for whoever judges a report.
create table presence_evidence (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  suspect_id uuid not null references suspects on delete cascade,
  taken_by text references users on delete set null,
  taken_at timestamptz not null,
  -- The pack as text, byte for byte what its digest is of.
  body text not null,
  digest text not null,
  picture_id uuid references presence_pictures on delete set null,
  own_picture_id uuid references presence_pictures on delete set null
);
create index presence_evidence_of_suspect on presence_evidence (suspect_id, taken_at desc);
create index presence_evidence_of_workspace on presence_evidence (workspace_id);
create index presence_evidence_by_taker on presence_evidence (taken_by) where taken_by is not null;
create index presence_evidence_of_picture on presence_evidence (picture_id) where picture_id is not null;
create index presence_evidence_of_own_picture on presence_evidence (own_picture_id) where own_picture_id is not null;
