-- The content plan: what the mix is, what it is about, how often each channel publishes, and the posts that are planned.

create table content_plans (
  workspace_id uuid primary key references workspaces on delete cascade,
  -- Grows with each save; who saves names the one that was read.
  version integer not null default 1,
  -- Category -> percent; 100 together.
  shares jsonb not null,
  -- Spacing, holidays, dates and campaigns: Rules as JSON.
  rules jsonb not null,
  -- What the people of the team can give in a week; null when nobody said.
  capacity_hours numeric check (capacity_hours >= 0),
  updated_at timestamptz not null default now()
);

-- What a brand keeps talking about.
create table pillars (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  name text not null,
  about text not null default '',
  -- Percent; all of a workspace 100 together, or all 0 when they are not planned.
  share smallint not null default 0 check (share between 0 and 100),
  goal_id uuid references goals on delete set null,
  position smallint not null default 0,
  created_at timestamptz not null default now(),
  archived_at timestamptz
);
create unique index pillars_by_name on pillars (workspace_id, lower(name)) where archived_at is null;

-- A recurring piece with a day of its own, such as "tip Tuesday".
create table rubrics (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  name text not null,
  hint text not null default '',
  weekday smallint not null check (weekday between 1 and 7),
  at_time time not null,
  every_weeks smallint not null default 1 check (every_weeks between 1 and 8),
  category text not null check (category in ('engaging', 'brand', 'educational', 'promotional')),
  pillar_id uuid references pillars on delete set null,
  -- Ids of channels.
  channels jsonb not null default '[]',
  position smallint not null default 0
);
create index rubrics_of_workspace on rubrics (workspace_id, position);

-- Why and how a channel is kept.
create table channel_plans (
  workspace_id uuid not null references workspaces on delete cascade,
  channel_id uuid not null references channels on delete cascade,
  per_week smallint not null default 0 check (per_week between 0 and 35),
  -- 1 Monday … 7 Sunday, and times of the day in the channel's zone; without times its weekly slots are used.
  weekdays jsonb not null default '[]',
  times jsonb not null default '[]',
  -- Grows with each save; who saves names the one that was read.
  version integer not null default 1,
  -- Shares of pillars on this channel, {pillarId, share}[]; empty: those of the workspace.
  pillars jsonb not null default '[]',
  purpose text not null default '',
  audience text not null default '',
  formats jsonb not null default '[]',
  tone text not null default '',
  success text not null default '',
  reply_minutes integer check (reply_minutes between 1 and 43200),
  owner_id text references users on delete set null,
  -- A week.
  hours numeric check (hours between 0 and 168),
  primary key (workspace_id, channel_id)
);
create index channel_plans_of_channel on channel_plans (channel_id);
create index channel_plans_of_owner on channel_plans (owner_id);

-- A place in the plan that waits to be written.
create table planned_posts (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  channel_id uuid not null references channels on delete cascade,
  -- The wish: civil time and zone of the channel, and the instant that they mean.
  wish_at timestamp not null,
  wish_zone text not null,
  at timestamptz not null,
  category text not null check (category in ('engaging', 'brand', 'educational', 'promotional')),
  pillar_id uuid references pillars on delete set null,
  rubric_id uuid references rubrics on delete set null,
  campaign_id uuid references campaigns on delete set null,
  goal_id uuid references goals on delete set null,
  -- Why people pass it on.
  appeal text check (appeal in ('provocation', 'instruction', 'medal', 'laugh')),
  -- A holiday or day of one's own that it falls on.
  occasion text,
  hint text not null default '',
  -- A person made or changed it: planning anew leaves it alone.
  fixed boolean not null default false,
  -- What was written for it.
  post_id uuid references posts on delete set null,
  created_at timestamptz not null default now()
);
create index planned_posts_by_time on planned_posts (workspace_id, at);
create index planned_posts_of_channel on planned_posts (channel_id);
create unique index planned_posts_of_post on planned_posts (post_id) where post_id is not null;

alter table posts add column pillar_id uuid references pillars on delete set null;
create index posts_of_pillar on posts (pillar_id) where pillar_id is not null;
