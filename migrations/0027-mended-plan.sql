-- What the rooms of the plan kept too little of to be right.

-- Two people who correct the same entry.
alter table budget_entries add column version integer not null default 1;

-- Two people who write of the same candidate, or the same note.
alter table contractor_candidates add column version integer not null default 1;
alter table competitor_notes add column version integer not null default 1;

-- What was entered as spent when a job was accepted; looked for by itself, not by words that another job may share.
alter table contractor_jobs add column entry_id uuid references budget_entries on delete set null;
create index contractor_jobs_of_entry on contractor_jobs (entry_id) where entry_id is not null;
-- Under which kind of work a step was taken: whoever approves that kind answered for it.
alter table contractor_notes add column work_id uuid references team_works on delete set null;
create index contractor_notes_of_work on contractor_notes (work_id) where work_id is not null;
update contractor_notes n set work_id = j.work_id from contractor_jobs j where j.id = n.job_id and n.state is not null;

-- Who told each figure of a day: a network that tells one of them does not take away what people typed of the others.
alter table competitor_days
  add column followers_source text check (followers_source in ('network', 'import', 'manual')),
  add column following_source text check (following_source in ('network', 'import', 'manual')),
  add column posts_source text check (posts_source in ('network', 'import', 'manual'));
update competitor_days set
  followers_source = case when followers is not null then source end,
  following_source = case when following is not null then source end,
  posts_source = case when posts is not null then source end;
-- Until when all posts of a profile are known: of a table until the end of its last day, whenever it was brought.
alter table competitor_profiles add column read_to timestamptz;
update competitor_profiles p set read_to = case when p.is_read then p.collected_at else least(p.collected_at, (
  select (date_trunc('day', max(o.published_at) at time zone w.time_zone) + interval '1 day') at time zone w.time_zone
  from competitor_posts o join workspaces w on w.id = p.workspace_id
  where o.workspace_id = p.workspace_id and o.profile_id = p.id group by w.time_zone)) end;
-- How often the comments beneath a post could not be read since they last could.
alter table competitor_posts add column comments_failures smallint not null default 0;

-- An account by what it is called wherever one asks (user@server, or a DID), and not by the number that one server gave it.
alter table suspects rename column remote_id to account;
alter table suspects drop constraint suspects_workspace_id_network_remote_id_key;
update suspects set account = lower(ltrim(handle, '@')) where network = 'mastodon';
-- Found through two servers it was two; what people said of either is said of the one that stays.
create temporary table same_suspects as
  select id, kept from (
    select id, first_value(id) over (partition by workspace_id, network, account
      order by (verdict is not null and verdict <> 'undecided') desc, (reported_on is not null) desc, last_seen_at desc, id) as kept
    from suspects) s where id <> kept;
update presence_verdicts v set subject_id = s.kept from same_suspects s where v.subject_kind = 'suspect' and v.subject_id = s.id;
update presence_evidence e set suspect_id = s.kept from same_suspects s where e.suspect_id = s.id;
update suspects k set
  first_run = least(k.first_run, o.first_run), first_seen_at = least(k.first_seen_at, o.first_seen_at),
  last_run = greatest(k.last_run, o.last_run), last_seen_at = greatest(k.last_seen_at, o.last_seen_at),
  gone_at = case when o.is_gone then k.gone_at end, version = k.version + 1
from (
  select s.kept, min(o.first_run) as first_run, min(o.first_seen_at) as first_seen_at, max(o.last_run) as last_run,
    max(o.last_seen_at) as last_seen_at, bool_and(o.gone_at is not null) as is_gone
  from same_suspects s join suspects o on o.id = s.id group by s.kept) o
where k.id = o.kept;
update suspects k set verdict = (
  select v.verdict from presence_verdicts v
  where v.workspace_id = k.workspace_id and v.subject_kind = 'suspect' and v.subject_id = k.id and v.withdrawn_at is null
  order by v.created_at desc, v.id desc limit 1)
where k.id in (select kept from same_suspects);
delete from suspects where id in (select id from same_suspects);
drop table same_suspects;
alter table suspects add constraint suspects_by_account unique (workspace_id, network, account);
