-- Links that let somebody choose a new password, once.
create table password_links (
  id uuid primary key default new_id(),
  user_id text not null references users on delete cascade,
  -- SHA-256 of what the link carries; the link itself is kept nowhere.
  digest bytea not null unique,
  -- The owner who made it for them, while they are one; null when it was asked for by mail or made by a command.
  made_by text references users on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index password_links_of_user on password_links (user_id);
create index password_links_made_by on password_links (made_by) where made_by is not null;
create index password_links_by_age on password_links (expires_at);
