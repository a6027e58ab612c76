-- A campaign is more than a name: what it is for, what its posts carry, and what it may cost.
alter table campaigns
  add column brief text not null default '' constraint campaigns_brief_check check (length(brief) <= 20000),
  add column hashtags text[] not null default '{}' constraint campaigns_hashtags_check check (cardinality(hashtags) <= 30),
  add column links jsonb not null default '[]' constraint campaigns_links_check check (jsonb_typeof(links) = 'array'),
  add column version integer not null default 1;

create index planned_posts_of_campaign on planned_posts (campaign_id) where campaign_id is not null;
create index goals_of_campaign on goals (workspace_id, scope_id) where scope_kind = 'campaign';
