-- Content plans kept to begin others from: without channels, goals and people of the workspace that they were made in.
create table plan_templates (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  name text not null,
  -- For whom it is meant.
  about text not null default '',
  -- TemplateContent as JSON.
  content jsonb not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index plan_templates_by_name on plan_templates (workspace_id, lower(name));
