-- Working together: what a post said before, who else is in it, what is said about it, and what is to be done.

-- What a post said, as one stretch of work by one person left it.
create table post_versions (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  post_id uuid not null references posts on delete cascade,
  version integer not null,
  content jsonb not null,
  -- [{channelId, content, options}]
  variants jsonb not null,
  -- What changed since the version before: content, or variant:<channel>.
  fields text[] not null default '{}',
  person_id text references users on delete set null,
  -- A key or the program itself, by its name.
  by_name text,
  -- The version that was brought back.
  restored_from integer,
  -- When the stretch of work began and when it was saved last.
  begun_at timestamptz not null,
  saved_at timestamptz not null,
  unique (workspace_id, post_id, version)
);
create index post_versions_by_post on post_versions (post_id);
create index post_versions_of_person on post_versions (person_id) where person_id is not null;

-- Who has a post open at the moment, and which of its variants they are in. Rows live for less than a minute.
create table post_company (
  workspace_id uuid not null references workspaces on delete cascade,
  post_id uuid not null references posts on delete cascade,
  person_id text not null references users on delete cascade,
  -- One browser tab.
  tab uuid not null,
  -- Null: the idea.
  channel_id uuid references channels on delete cascade,
  writes boolean not null,
  since timestamptz not null,
  seen_at timestamptz not null,
  primary key (workspace_id, post_id, person_id, tab)
);
create index post_company_by_post on post_company (post_id);
create index post_company_of_person on post_company (person_id);
create index post_company_of_channel on post_company (channel_id) where channel_id is not null;

-- What is answered to. An answer to an answer stands beneath the same remark.
alter table approval_comments add column reply_to uuid references approval_comments on delete cascade;
create index approval_comments_replies on approval_comments (reply_to) where reply_to is not null;

-- What is to be done, for a post or for itself.
create table tasks (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  post_id uuid references posts on delete cascade,
  title text not null,
  note text not null default '',
  assignee_id text references users on delete set null,
  made_by text references users on delete set null,
  -- By the calendar of the workspace.
  due_on date,
  -- For which day it was told that it is due.
  told_of date,
  done_at timestamptz,
  done_by text references users on delete set null,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  deleted_at timestamptz
);
create index tasks_open on tasks (workspace_id, coalesce(due_on, 'infinity'::date), id) where done_at is null and deleted_at is null;
create index tasks_done on tasks (workspace_id, done_at desc, id) where done_at is not null and deleted_at is null;
create index tasks_of_assignee on tasks (assignee_id, workspace_id) where assignee_id is not null;
create index tasks_of_post on tasks (post_id) where post_id is not null;
create index tasks_made_by on tasks (made_by) where made_by is not null;
create index tasks_done_by on tasks (done_by) where done_by is not null;
create index tasks_due on tasks (due_on) where done_at is null and deleted_at is null and due_on is not null;
create index tasks_deleted on tasks (deleted_at) where deleted_at is not null;
