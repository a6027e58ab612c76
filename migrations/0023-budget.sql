-- Money and people: what is planned and spent, who is hired for a piece of work, and who does what in the team.
-- Amounts are whole minor units of a currency (cents, or the unit itself where it has none): never fractions.

create table budgets (
  workspace_id uuid primary key references workspaces on delete cascade,
  -- Into which all sums are reckoned; ISO 4217.
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  updated_at timestamptz not null default now()
);

-- Something that costs, or by which the audience earns.
create table budget_lines (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  side text not null check (side in ('cost', 'income')),
  kind text not null check (kind in ('content', 'ads', 'influencers', 'tools', 'people', 'advertising', 'affiliate', 'sales')),
  name text not null,
  -- Of what is planned; what was spent may be in others.
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- Of people's hours: what one costs, in minor units.
  hourly bigint check (hourly between 0 and 1000000000),
  -- How a month's money goes: through the whole month, or at once.
  spread text not null check (spread in ('even', 'once')),
  note text not null default '',
  goal_id uuid references goals on delete set null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  archived_at timestamptz
);
create index budget_lines_of_workspace on budget_lines (workspace_id, id);
create index budget_lines_of_goal on budget_lines (goal_id) where goal_id is not null;

-- What is planned of a line in one month; of people's hours the minutes, which are reckoned into money.
create table budget_months (
  workspace_id uuid not null references workspaces on delete cascade,
  line_id uuid not null references budget_lines on delete cascade,
  -- Its first day.
  month date not null check (extract(day from month) = 1),
  minor bigint check (minor between 0 and 1000000000000),
  minutes integer check (minutes between 0 and 6000000),
  primary key (workspace_id, line_id, month),
  check ((minor is null) <> (minutes is null))
);
create index budget_months_of_line on budget_months (line_id);

-- What was really spent or earned.
create table budget_entries (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  line_id uuid not null references budget_lines on delete cascade,
  day date not null,
  -- Below zero what came back.
  minor bigint not null check (minor between -1000000000000 and 1000000000000),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  minutes integer check (minutes between 0 and 6000000),
  note text not null default '',
  entered_by text references users on delete set null,
  created_at timestamptz not null default now()
);
create index budget_entries_by_day on budget_entries (workspace_id, day desc, id desc);
create index budget_entries_of_line on budget_entries (line_id, day);
create index budget_entries_entered_by on budget_entries (entered_by) where entered_by is not null;

-- How many of one currency one of another is worth, from a day on until the next.
create table budget_rates (
  workspace_id uuid not null references workspaces on delete cascade,
  from_currency text not null check (from_currency ~ '^[A-Z]{3}$'),
  to_currency text not null check (to_currency ~ '^[A-Z]{3}$'),
  day date not null,
  rate numeric(24, 12) not null check (rate > 0),
  source text not null check (source in ('entered', 'imported')),
  created_at timestamptz not null default now(),
  primary key (workspace_id, from_currency, to_currency, day),
  check (from_currency <> to_currency)
);

-- Who works here, also those who have no account.
create table team_people (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  user_id text references users on delete set null,
  -- Of a member the name of their account is shown instead.
  name text not null,
  contact text not null default '',
  -- strategy, content, design, moderation, ads, sales, service
  functions text[] not null default '{}',
  -- What they can give in a week; null when nobody said.
  minutes integer check (minutes between 0 and 10080),
  created_at timestamptz not null default now(),
  archived_at timestamptz
);
create index team_people_of_workspace on team_people (workspace_id, id);
create unique index team_people_by_user on team_people (user_id, workspace_id) where user_id is not null;

-- A kind of work for which somebody answers.
create table team_works (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  name text not null,
  function text not null check (function in ('strategy', 'content', 'design', 'moderation', 'ads', 'sales', 'service')),
  position integer not null default 0,
  created_at timestamptz not null default now(),
  archived_at timestamptz
);
create index team_works_of_workspace on team_works (workspace_id, position, id);
create unique index team_works_by_name on team_works (workspace_id, lower(name)) where archived_at is null;

-- What somebody is for a kind of work. Who approves may be responsible as well.
create table team_parts (
  workspace_id uuid not null references workspaces on delete cascade,
  work_id uuid not null references team_works on delete cascade,
  person_id uuid not null references team_people on delete cascade,
  parts text[] not null check (parts <@ array['responsible', 'approves', 'consulted', 'informed'] and cardinality(parts) between 1 and 2),
  primary key (workspace_id, work_id, person_id)
);
create index team_parts_of_work on team_parts (work_id);
create index team_parts_of_person on team_parts (person_id);

-- A piece of work for somebody from outside, from the brief to the acceptance.
create table contractor_jobs (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  title text not null,
  brief text not null default '',
  reason text not null default '',
  -- Where it is to appear, in words.
  place text not null default '',
  -- By what one sees that it is done, [{words, met}].
  criteria jsonb not null default '[]',
  deadline date,
  line_id uuid references budget_lines on delete set null,
  work_id uuid references team_works on delete set null,
  owner_id text references users on delete set null,
  state text not null default 'brief' check (state in ('brief', 'looking', 'agreed', 'delivered', 'changes', 'accepted', 'cancelled')),
  -- The terms that were agreed.
  minor bigint check (minor between 0 and 1000000000000),
  currency text check (currency ~ '^[A-Z]{3}$'),
  rights text not null default '',
  -- People are told so many days before the deadline, once for each deadline.
  remind_days smallint not null default 2 check (remind_days between 0 and 60),
  reminded_for date,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index contractor_jobs_of_workspace on contractor_jobs (workspace_id, id desc);
create index contractor_jobs_to_remind on contractor_jobs (deadline) where deadline is not null and state not in ('accepted', 'cancelled');
create index contractor_jobs_of_line on contractor_jobs (line_id) where line_id is not null;
create index contractor_jobs_of_work on contractor_jobs (work_id) where work_id is not null;
create index contractor_jobs_of_owner on contractor_jobs (owner_id) where owner_id is not null;

create table contractor_candidates (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  job_id uuid not null references contractor_jobs on delete cascade,
  name text not null,
  contact text not null default '',
  minor bigint check (minor between 0 and 1000000000000),
  currency text check (currency ~ '^[A-Z]{3}$'),
  note text not null default '',
  state text not null default 'found' check (state in ('found', 'asked', 'offered', 'declined')),
  chosen boolean not null default false,
  created_at timestamptz not null default now(),
  check ((minor is null) = (currency is null))
);
create index contractor_candidates_of_job on contractor_candidates (job_id, id);
create index contractor_candidates_of_workspace on contractor_candidates (workspace_id);
-- One at most does it.
create unique index contractor_candidates_chosen on contractor_candidates (job_id) where chosen;

-- What was said and what became of it, in one row of time. `state`: it was moved there.
create table contractor_notes (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  job_id uuid not null references contractor_jobs on delete cascade,
  state text,
  words text not null default '',
  author_id text references users on delete set null,
  created_at timestamptz not null default now()
);
create index contractor_notes_of_job on contractor_notes (job_id, id);
create index contractor_notes_of_workspace on contractor_notes (workspace_id);
create index contractor_notes_author on contractor_notes (author_id) where author_id is not null;

-- A picture or film of the library, or a link to whatever lies elsewhere.
create table contractor_files (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  job_id uuid not null references contractor_jobs on delete cascade,
  -- Of the brief, or what was handed in.
  purpose text not null check (purpose in ('brief', 'work')),
  media_id uuid references media on delete cascade,
  url text,
  name text not null default '',
  created_at timestamptz not null default now(),
  check ((media_id is null) <> (url is null))
);
create index contractor_files_of_job on contractor_files (job_id, id);
create index contractor_files_of_workspace on contractor_files (workspace_id);
create index contractor_files_of_media on contractor_files (media_id) where media_id is not null;
