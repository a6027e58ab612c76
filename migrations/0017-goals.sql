-- What a goal is for, what it costs, what it must not do on its way, and numbers that people enter by hand.

-- A number of the workspace that no network tells, such as sales or visits to the shop; entered once a week.
create table manual_metrics (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  name text not null,
  -- What stands behind the value, such as €; may be empty.
  unit text not null default '',
  created_at timestamptz not null default now(),
  archived_at timestamptz
);
create index manual_metrics_of_workspace on manual_metrics (workspace_id, created_at);

-- A week without a row is not known; it is no zero.
create table manual_values (
  workspace_id uuid not null references workspaces on delete cascade,
  metric_id uuid not null references manual_metrics on delete cascade,
  -- The Monday on which the week begins.
  week date not null check (extract(isodow from week) = 1),
  value numeric not null,
  primary key (workspace_id, metric_id, week)
);
create index manual_values_of_metric on manual_values (metric_id);

alter table goals
  -- A KPI is a goal beneath another one; it has none beneath itself.
  add column parent_id uuid references goals on delete set null,
  add column objective text check (objective in
    ('awareness', 'traffic', 'leads', 'sales', 'loyalty', 'support', 'hiring', 'reputation')),
  add column business_value text not null default '',
  -- The limits within which it is to be reached, in words.
  add column people text not null default '',
  add column money text not null default '',
  -- What must be kept on the deadline even if the target is not.
  add column floor numeric,
  add column manual_id uuid references manual_metrics,
  -- Of a goal that counts what is planned: the days that the plan is for.
  add column plan_from date,
  add column plan_to date,
  add constraint goals_manual check ((metric = 'manual') = (manual_id is not null)),
  add constraint goals_plan check ((metric = 'posts_planned') = (plan_from is not null and plan_to is not null));
create index goals_of_parent on goals (parent_id) where parent_id is not null;
create index goals_of_manual on goals (manual_id) where manual_id is not null;

-- Another number of the same channels, and the bound that it must not pass.
create table goal_constraints (
  workspace_id uuid not null references workspaces on delete cascade,
  goal_id uuid not null references goals on delete cascade,
  place integer not null,
  metric text not null,
  manual_id uuid references manual_metrics,
  bound text not null check (bound in ('most', 'least')),
  value numeric not null,
  primary key (workspace_id, goal_id, place),
  check ((metric = 'manual') = (manual_id is not null))
);
create index goal_constraints_of_goal on goal_constraints (goal_id);
create index goal_constraints_of_manual on goal_constraints (manual_id) where manual_id is not null;

-- Where it is to stand on a day on the way.
create table goal_milestones (
  workspace_id uuid not null references workspaces on delete cascade,
  goal_id uuid not null references goals on delete cascade,
  day date not null,
  value numeric not null,
  primary key (workspace_id, goal_id, day)
);
create index goal_milestones_of_goal on goal_milestones (goal_id);
