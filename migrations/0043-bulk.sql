-- When a post of a series is out on the last of its channels: each channel has slots of its own.
alter table series_turns add column until timestamptz;

-- Somebody outside who speaks for the brand, and what ties them to it: whoever writes a post with them names them, and the tie
-- holds for the post.
create table influencers (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  name text not null,
  -- Where people know them from, such as @anna.
  handle text not null default '',
  note text not null default '',
  connection jsonb not null,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  archived_at timestamptz
);
create index influencers_of_workspace on influencers (workspace_id, id desc);

alter table posts add column influencer_id uuid references influencers on delete set null;
create index posts_of_influencer on posts (influencer_id) where influencer_id is not null;
