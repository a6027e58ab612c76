-- A post says to whom it speaks and why people would pass it on; a place in the plan and a pillar say to whom.
alter table posts add column persona_id uuid references personas on delete set null;
alter table posts add column appeal text check (appeal in ('provocation', 'instruction', 'medal', 'laugh'));
create index posts_of_persona on posts (persona_id) where persona_id is not null;
alter table planned_posts add column persona_id uuid references personas on delete set null;
create index planned_posts_of_persona on planned_posts (persona_id) where persona_id is not null;
alter table pillars add column persona_id uuid references personas on delete set null;
create index pillars_of_persona on pillars (persona_id) where persona_id is not null;

-- How the brand speaks, as far as it can be checked, and of what nothing is to be said.
create table post_rules (
  workspace_id uuid primary key references workspaces on delete cascade,
  version integer not null default 1 check (version > 0),
  -- {word, instead}[]
  banned jsonb not null default '[]',
  -- The hardest that a text may be to read.
  reading text check (reading in ('easy', 'plain', 'hard')),
  most_emoji integer check (most_emoji between 0 and 100),
  most_hashtags integer check (most_hashtags between 0 and 100),
  most_exclamations integer check (most_exclamations between 0 and 100),
  silent text[] not null default '{}',
  updated_at timestamptz not null default now()
);

-- What somebody was advised of a post and left as it is.
create table overrules (
  workspace_id uuid not null references workspaces on delete cascade,
  post_id uuid not null references posts on delete cascade,
  code text not null,
  -- The channel, the word or the goal that is meant; empty for the post as a whole.
  about text not null default '',
  user_id text references users on delete set null,
  at timestamptz not null default now(),
  primary key (workspace_id, post_id, code, about)
);
create index overrules_of_post on overrules (post_id);
create index overrules_of_user on overrules (user_id) where user_id is not null;
create index overrules_by_time on overrules (workspace_id, at);
