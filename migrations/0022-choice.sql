-- Which networks fit an audience: what a workspace knows otherwise than the reference, what it can make, and pilots on channels.

-- Figures of a workspace stand over those of the reference that have the same place.
create table audience_figures (
  workspace_id uuid not null references workspaces on delete cascade,
  network text not null,
  -- ISO 3166 alpha-2; empty: the whole world.
  country text not null default '',
  measure text not null check (measure in ('use', 'profile', 'minutes', 'visit')),
  dimension text not null check (dimension in ('all', 'age', 'gender', 'device', 'country', 'language')),
  value text not null default '',
  -- Null: the figure of the reference is not believed, and nothing is put in its place.
  number double precision check (number >= 0),
  source text not null default '',
  url text,
  known_on date not null,
  confidence text not null check (confidence in ('high', 'medium', 'low')),
  author_id text references users on delete set null,
  updated_at timestamptz not null default now(),
  primary key (workspace_id, network, country, measure, dimension, value)
);
create index audience_figures_author on audience_figures (author_id) where author_id is not null;

-- Where people are spoken to, what the team can make and how long it takes: ChoiceSettings as JSON.
create table choice_settings (
  workspace_id uuid primary key references workspaces on delete cascade,
  version integer not null default 1,
  body jsonb not null,
  updated_at timestamptz not null default now()
);

-- The same effort on several channels for some weeks, to see which answers best.
create table pilots (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  name text not null,
  -- What is counted of a post.
  metric text not null,
  -- Ids of channels.
  channels jsonb not null,
  weeks smallint not null check (weeks between 2 and 12),
  per_week smallint not null check (per_week between 1 and 14),
  -- Share of the result that may be given up by choosing too early.
  care numeric not null check (care > 0 and care < 1),
  starts_on date not null,
  state text not null default 'running' check (state in ('running', 'paused', 'stopped')),
  -- The first day that does not count any more, of a paused or stopped one.
  halted_on date,
  -- Days that did not count, {from, to}[]; the end moves by as many.
  pauses jsonb not null default '[]',
  -- What was written into the strategy: {revision, before, words, winners, at}; null while nothing was.
  verdict jsonb,
  version integer not null default 1,
  created_at timestamptz not null default now()
);
create index pilots_of_workspace on pilots (workspace_id, created_at desc, id);
