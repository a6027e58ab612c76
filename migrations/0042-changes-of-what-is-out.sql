-- Words that something published is to have instead. One change at a time; it waits here for its yes, and leaves with it.
create table publication_changes (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  publication_id uuid not null unique references publications on delete cascade,
  delivery_id uuid not null references deliveries on delete cascade,
  post_id uuid not null references posts on delete cascade,
  channel_id uuid not null references channels on delete cascade,
  content jsonb not null,
  digest text not null,
  -- `sending`: it may be at the network already. `refused`: the network, or a rule, did not take it.
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'refused')),
  asked_by text references users on delete set null,
  -- Whether it was put before others, or is under way while somebody waits for the answer.
  asked boolean not null default false,
  -- Why it was not taken.
  words text,
  tries integer not null default 0,
  next_at timestamptz,
  sending_at timestamptz,
  created_at timestamptz not null
);
create index publication_changes_of_workspace on publication_changes (workspace_id, state);
create index publication_changes_by_delivery on publication_changes (delivery_id);
create index publication_changes_of_post on publication_changes (post_id, channel_id);
create index publication_changes_of_channel on publication_changes (channel_id);
create index publication_changes_of_person on publication_changes (asked_by) where asked_by is not null;

-- A proposal that is wished out as soon as everybody has said yes, rather than at a time.
alter table posts add column at_once boolean not null default false;

-- As before; where no time was wished, none was moved: the step can be passed before there is one.
create or replace function approval_step_passed(
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
        and (step.move_minutes is null or of_time is null or abs(extract(epoch from v.due_at - of_time)) <= step.move_minutes * 60)
        and case when v.by_link then step.clients else
          role_on(m.role, m.channel_roles, of_channel) in ('owner', 'manager', 'client')
          and role_on(h.role, h.channel_roles, of_channel) in ('owner', 'manager', 'client')
          and (step.own or v.person_id is distinct from author)
          and (exists (select from approval_asked(of_workspace) a
              where a.step_id = of_step and a.escalates = v.escalated and a.person_id = v.seat_id)
            or (not v.escalated and role_on(h.role, h.channel_roles, of_channel) = any(step.roles)))
          end
    )
    select exists (select from counted) and (
      step.how = 'any' or exists (select from counted k where k.escalated)
      or (not exists (
          select from approval_asked(of_workspace) a
          left join members m on m.workspace_id = of_workspace and m.user_id = a.person_id
          where a.step_id = of_step and not a.escalates
            -- The matrix names people, not rights: who may not approve here is not asked here.
            and (not a.by_matrix or role_on(m.role, m.channel_roles, of_channel) in ('owner', 'manager', 'client'))
            and (a.person_id is null
              or ((step.own or a.person_id is distinct from author)
                and not exists (select from counted k where k.seat_id = a.person_id))))
        and not exists (
          select from members m
          where m.workspace_id = of_workspace and role_on(m.role, m.channel_roles, of_channel) = any(step.roles)
            and (step.own or m.user_id is distinct from author)
            and not exists (select from counted k where k.seat_id = m.user_id))
        and (not step.clients or exists (select from counted k where k.by_link)))));
end $$;
