-- Approval: who must say yes to a post before it goes out, who has, and to which words.

-- The role of somebody on one channel; null where it is not seen. The same is said in src/app/channel-roles.ts.
create function role_on(role text, exceptions jsonb, channel uuid) returns text language sql immutable parallel safe as $$
  select case coalesce(exceptions -> 'parts' ->> channel::text,
      case when (exceptions ->> 'chosenOnly')::boolean then 'none' else 'own' end)
    when 'own' then role when 'none' then null else exceptions -> 'parts' ->> channel::text end
$$;

-- Which posts need a yes. An empty list means all; each rule that fits must be passed.
create table approval_rules (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  name text not null,
  enabled boolean not null default true,
  channel_ids uuid[] not null default '{}',
  categories text[] not null default '{}',
  campaign_ids uuid[] not null default '{}',
  -- Of whoever wrote the post.
  sender_roles text[] not null default '{}',
  -- Whether the author's own word counts.
  own boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index approval_rules_of_workspace on approval_rules (workspace_id, created_at, id);

-- The steps of a rule, one after the other.
create table approval_steps (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  rule_id uuid not null references approval_rules on delete cascade,
  position integer not null,
  name text not null,
  how text not null check (how in ('any', 'all')),
  roles text[] not null default '{}',
  -- Whether people outside, with a link, are asked.
  clients boolean not null default false,
  -- How long there is to answer; in working time only Monday to Friday where the workspace is.
  hours integer check (hours between 1 and 2000),
  working boolean not null default false,
  remind_hours integer check (remind_hours between 1 and 500),
  -- What happens when nobody answered. Nothing ever goes out by silence.
  at_deadline text not null default 'nothing' check (at_deadline in ('nothing', 'remind', 'escalate')),
  -- How far the time may move without being asked again; null: as far as one likes.
  move_minutes integer check (move_minutes between 0 and 100000)
);
create index approval_steps_of_rule on approval_steps (rule_id, position);
create index approval_steps_of_workspace on approval_steps (workspace_id);

-- Who is asked by name. Whoever is gone leaves an empty seat: the step waits until somebody changes the rule.
create table approval_seats (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  step_id uuid not null references approval_steps on delete cascade,
  person_id text references users on delete set null,
  -- Asked only when the deadline has passed.
  escalates boolean not null default false
);
create index approval_seats_of_step on approval_seats (step_id);
create index approval_seats_of_person on approval_seats (person_id, workspace_id) where person_id is not null;
create index approval_seats_of_workspace on approval_seats (workspace_id);

-- Under which rules a post once came: it does not leave them by becoming another category.
create table approval_subjects (
  workspace_id uuid not null references workspaces on delete cascade,
  post_id uuid not null references posts on delete cascade,
  rule_id uuid not null references approval_rules on delete cascade,
  primary key (workspace_id, post_id, rule_id)
);
create index approval_subjects_of_post on approval_subjects (post_id);
create index approval_subjects_of_rule on approval_subjects (rule_id);

-- What a post says on a channel, as it is asked about, by its digest.
create table approval_versions (
  workspace_id uuid not null references workspaces on delete cascade,
  post_id uuid not null references posts on delete cascade,
  channel_id uuid not null references channels on delete cascade,
  digest text not null,
  content jsonb not null,
  -- The one that is asked about now.
  current boolean not null default true,
  -- When it is wished, as long as nothing is on its way.
  due_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (workspace_id, post_id, channel_id, digest)
);
create unique index approval_versions_current on approval_versions (post_id, channel_id) where current;
create index approval_versions_of_channel on approval_versions (channel_id);

-- Links by which people without an account look at posts and answer.
create table approval_links (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  -- SHA-256 of what the link carries; the link itself is kept nowhere.
  digest bytea not null unique,
  label text not null,
  post_ids uuid[] not null default '{}',
  campaign_id uuid references campaigns on delete cascade,
  pin_digest bytea,
  pin_tries integer not null default 0,
  made_by text not null references users on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  opens integer not null default 0,
  opened_at timestamptz
);
create index approval_links_of_workspace on approval_links (workspace_id, created_at desc);
create index approval_links_made_by on approval_links (made_by);
create index approval_links_of_campaign on approval_links (campaign_id) where campaign_id is not null;
create index approval_links_by_age on approval_links (expires_at);

-- A yes, to exactly these words on this channel.
create table approval_votes (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  post_id uuid not null references posts on delete cascade,
  channel_id uuid not null references channels on delete cascade,
  step_id uuid not null references approval_steps on delete cascade,
  digest text not null,
  -- When it was to go out.
  due_at timestamptz,
  person_id text references users on delete set null,
  -- In whose place; mostly their own.
  seat_id text references users on delete set null,
  escalated boolean not null default false,
  by_link boolean not null default false,
  link_id uuid references approval_links on delete set null,
  -- What somebody with a link called themselves.
  guest text,
  created_at timestamptz not null,
  revoked_at timestamptz
);
create index approval_votes_of_post on approval_votes (workspace_id, post_id, channel_id, step_id);
create index approval_votes_by_post on approval_votes (post_id);
create index approval_votes_of_step on approval_votes (step_id);
create index approval_votes_of_channel on approval_votes (channel_id);
create index approval_votes_of_person on approval_votes (person_id) where person_id is not null;
create index approval_votes_of_seat on approval_votes (seat_id) where seat_id is not null;
create index approval_votes_of_link on approval_votes (link_id) where link_id is not null;

-- What waits for whom: kept beside the votes so that a long queue is read fast. What may go out is never read from here.
create table approval_asks (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  post_id uuid not null references posts on delete cascade,
  rule_id uuid not null references approval_rules on delete cascade,
  step_id uuid not null references approval_steps on delete cascade,
  position integer not null,
  -- later: an earlier step is open. idle: the post is a draft or out.
  state text not null check (state in ('open', 'later', 'done', 'idle')),
  open_channels uuid[] not null default '{}',
  asked_at timestamptz,
  -- By the step's own time; deadline is the earlier of this and the time of the post.
  answer_by timestamptz,
  deadline timestamptz not null default 'infinity',
  remind_at timestamptz,
  reminded_at timestamptz,
  overdue_at timestamptz,
  settled_at timestamptz,
  unique (workspace_id, post_id, step_id)
);
create index approval_asks_queue on approval_asks (workspace_id, step_id, deadline, id) where state = 'open';
create index approval_asks_by_deadline on approval_asks (workspace_id, deadline, id) where state = 'open';
create index approval_asks_due on approval_asks (least(remind_at, answer_by)) where state = 'open';
create index approval_asks_of_post on approval_asks (post_id);
create index approval_asks_of_rule on approval_asks (rule_id);
create index approval_asks_of_step on approval_asks (step_id);

-- What people say to a version, or to some words of it. A request for change holds the post until it is resolved.
create table approval_comments (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  post_id uuid not null references posts on delete cascade,
  channel_id uuid references channels on delete cascade,
  -- Of what it was said.
  digest text,
  kind text not null check (kind in ('comment', 'change')),
  words text not null,
  -- {part, start, end, quote}
  anchor jsonb,
  mentions text[] not null default '{}',
  -- Whether clients read it too; else the team says it among itself.
  for_clients boolean not null default false,
  person_id text references users on delete set null,
  link_id uuid references approval_links on delete set null,
  by_link boolean not null default false,
  guest text,
  created_at timestamptz not null,
  edited_at timestamptz,
  resolved_at timestamptz,
  resolved_by text references users on delete set null,
  deleted_at timestamptz
);
create index approval_comments_of_post on approval_comments (workspace_id, post_id, created_at, id);
create index approval_comments_holding on approval_comments (post_id)
  where kind = 'change' and resolved_at is null and deleted_at is null;
create index approval_comments_by_post on approval_comments (post_id);
create index approval_comments_of_channel on approval_comments (channel_id) where channel_id is not null;
create index approval_comments_of_person on approval_comments (person_id) where person_id is not null;
create index approval_comments_resolved_by on approval_comments (resolved_by) where resolved_by is not null;
create index approval_comments_of_link on approval_comments (link_id) where link_id is not null;

-- Who takes somebody's place while they are away.
create table approval_stand_ins (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  person_id text not null references users on delete cascade,
  stand_in_id text not null references users on delete cascade,
  from_at timestamptz not null,
  until_at timestamptz not null,
  created_at timestamptz not null,
  check (until_at > from_at and person_id <> stand_in_id)
);
create index approval_stand_ins_of_workspace on approval_stand_ins (workspace_id, until_at);
create index approval_stand_ins_of_person on approval_stand_ins (person_id);
create index approval_stand_ins_by on approval_stand_ins (stand_in_id);

-- How the page for clients looks.
create table approval_pages (
  workspace_id uuid primary key references workspaces on delete cascade,
  colour text check (colour ~ '^#[0-9a-f]{6}$'),
  logo_id uuid references media on delete set null,
  greeting text not null default '',
  updated_at timestamptz not null default now()
);
create index approval_pages_by_logo on approval_pages (logo_id) where logo_id is not null;

-- The steps that a post must pass on a channel, by its rules as they are now.
create function approval_steps_of(of_workspace uuid, of_post uuid, of_channel uuid)
returns table (step_id uuid, rule_id uuid, place integer) language sql stable as $$
  select t.id, t.rule_id, t.position
  from posts o
  join approval_rules r on r.workspace_id = o.workspace_id and r.enabled
  join approval_steps t on t.rule_id = r.id
  left join members s on s.workspace_id = o.workspace_id and s.user_id = o.author_id
  where o.workspace_id = of_workspace and o.id = of_post
    and (r.channel_ids = '{}' or of_channel = any(r.channel_ids))
    and ((
      (r.categories = '{}' or o.category = any(r.categories))
      and (r.campaign_ids = '{}' or o.campaign_id = any(r.campaign_ids))
      and (r.sender_roles = '{}' or s.role is null or role_on(s.role, s.channel_roles, of_channel) = any(r.sender_roles)))
    or exists (
      select from approval_subjects j where j.workspace_id = o.workspace_id and j.post_id = o.id and j.rule_id = r.id))
$$;

-- Whether a step is passed for exactly these words at this time. Judged anew each time, by who is here now.
create function approval_step_passed(
  of_workspace uuid, of_post uuid, of_channel uuid, of_digest text, of_time timestamptz, of_step uuid
) returns boolean language plpgsql stable cost 2000 as $$
declare
  step record;
  author text;
begin
  select t.how, t.roles, t.clients, t.move_minutes, r.own into step
  from approval_steps t join approval_rules r on r.id = t.rule_id
  where t.workspace_id = of_workspace and t.id = of_step;
  if not found then return false; end if;
  select o.author_id into author from posts o where o.workspace_id = of_workspace and o.id = of_post;
  return (
    with counted as (
      select v.seat_id, v.by_link, v.escalated
      from approval_votes v
      left join members m on m.workspace_id = of_workspace and m.user_id = v.person_id
      left join members h on h.workspace_id = of_workspace and h.user_id = v.seat_id
      where v.workspace_id = of_workspace and v.post_id = of_post and v.channel_id = of_channel and v.step_id = of_step
        and v.digest = of_digest and v.revoked_at is null
        and (step.move_minutes is null or abs(extract(epoch from v.due_at - of_time)) <= step.move_minutes * 60)
        and case when v.by_link then step.clients else
          role_on(m.role, m.channel_roles, of_channel) in ('owner', 'manager', 'client')
          and role_on(h.role, h.channel_roles, of_channel) in ('owner', 'manager', 'client')
          and (step.own or v.person_id is distinct from author)
          and (exists (select from approval_seats a
              where a.step_id = of_step and a.escalates = v.escalated and a.person_id = v.seat_id)
            or (not v.escalated and role_on(h.role, h.channel_roles, of_channel) = any(step.roles)))
          end
    )
    select exists (select from counted) and (
      step.how = 'any' or exists (select from counted k where k.escalated)
      or (not exists (
          select from approval_seats a
          where a.step_id = of_step and not a.escalates and (a.person_id is null
            or ((step.own or a.person_id is distinct from author)
              and not exists (select from counted k where k.seat_id = a.person_id))))
        and not exists (
          select from members m
          where m.workspace_id = of_workspace and role_on(m.role, m.channel_roles, of_channel) = any(step.roles)
            and (step.own or m.user_id is distinct from author)
            and not exists (select from counted k where k.seat_id = m.user_id))
        and (not step.clients or exists (select from counted k where k.by_link)))));
end $$;

-- The one question that is asked before anything leaves: is there a yes missing to exactly this?
create function lacks_approval(of_workspace uuid, of_post uuid, of_channel uuid, of_digest text, of_time timestamptz)
returns boolean language plpgsql stable cost 5000 as $$
begin
  if exists (
    select from approval_comments x
    where x.workspace_id = of_workspace and x.post_id = of_post and x.kind = 'change'
      and x.resolved_at is null and x.deleted_at is null
      and (x.channel_id is null or x.channel_id = of_channel)) then
    return true;
  end if;
  if not exists (select from approval_rules r where r.workspace_id = of_workspace and r.enabled) then
    return false;
  end if;
  return exists (
    select from approval_steps_of(of_workspace, of_post, of_channel) s
    where not approval_step_passed(of_workspace, of_post, of_channel, of_digest, of_time, s.step_id));
end $$;

-- Of whom a notification is the affair; null: of all who have the right.
alter table notifications add column for_people text[];
