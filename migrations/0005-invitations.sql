-- Who is asked to take part in a workspace and has not answered yet. What became of one is told by the audit log.
create table invitations (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  email text not null,
  role text not null check (role in ('owner', 'manager', 'editor', 'contributor', 'moderator', 'analyst', 'client')),
  -- SHA-256 of what the link carries; null until a letter is written. The link itself is kept nowhere.
  digest bytea unique,
  -- Who answers for it: when they may not give the role any more, it is over.
  made_by text not null references users on delete cascade,
  mailed_at timestamptz,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  unique (workspace_id, email)
);
create index invitations_made_by on invitations (made_by);
create index invitations_by_age on invitations (expires_at);
