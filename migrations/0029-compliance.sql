-- What ties a post to whom it speaks of, what is asked of it where, and what came of each look.

-- Who pays or gives, as JSON (Connection); null while nobody has said. A post without one follows its campaign.
alter table posts add column connection jsonb;
-- What stands behind what a post claims: {claim, url, mediaId, words, on}[].
alter table posts add column evidence jsonb not null default '[]';
alter table campaigns add column connection jsonb;

-- Where the people are for whom a workspace publishes. No row: nobody has said.
create table compliance_settings (
  workspace_id uuid primary key references workspaces on delete cascade,
  version integer not null default 1 check (version > 0),
  jurisdictions text[] not null default '{}',
  updated_at timestamptz not null default now()
);

-- A channel whose people are elsewhere.
create table compliance_channels (
  workspace_id uuid not null references workspaces on delete cascade,
  channel_id uuid not null references channels on delete cascade,
  jurisdictions text[] not null,
  primary key (workspace_id, channel_id)
);
create index compliance_channels_of_channel on compliance_channels (channel_id);

-- Rules that an owner switched off, with the reason.
create table compliance_switches (
  workspace_id uuid not null references workspaces on delete cascade,
  rule text not null,
  reason text not null,
  user_id text references users on delete set null,
  at timestamptz not null default now(),
  primary key (workspace_id, rule)
);
create index compliance_switches_of_user on compliance_switches (user_id) where user_id is not null;

-- What somebody with the right to approve let pass, with the reason. It holds for what they saw: `digest` is of that.
create table compliance_overrides (
  workspace_id uuid not null references workspaces on delete cascade,
  post_id uuid not null references posts on delete cascade,
  rule text not null,
  channel_id uuid not null references channels on delete cascade,
  digest text not null,
  reason text not null,
  user_id text references users on delete set null,
  at timestamptz not null default now(),
  primary key (workspace_id, post_id, rule, channel_id)
);
create index compliance_overrides_of_post on compliance_overrides (post_id);
create index compliance_overrides_of_channel on compliance_overrides (channel_id);
create index compliance_overrides_of_user on compliance_overrides (user_id) where user_id is not null;
create index compliance_overrides_by_time on compliance_overrides (workspace_id, at);

-- What was found when the words of a delivery were frozen: by which packs in which version, and what was let pass.
create table compliance_results (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  post_id uuid not null references posts on delete cascade,
  channel_id uuid not null references channels on delete cascade,
  version integer not null,
  -- For which day it was judged: on which it is due.
  for_day date not null,
  packs jsonb not null,
  found jsonb not null,
  -- By what else it was judged (where its readers are, rules switched off, campaign, persona), as a hash: another one asks anew.
  ground text not null default '',
  at timestamptz not null default now()
);
create index compliance_results_of_post on compliance_results (workspace_id, post_id, at desc);
create index compliance_results_by_post on compliance_results (post_id);
create index compliance_results_of_channel on compliance_results (channel_id);
