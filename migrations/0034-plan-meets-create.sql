-- What the plan says of people and money, where posts are approved and campaigns are kept.

-- What a line of the budget is spent for.
alter table budget_lines add column campaign_id uuid references campaigns on delete set null;
create index budget_lines_of_campaign on budget_lines (campaign_id) where campaign_id is not null;

-- A step asks whoever is responsible for a kind of work, or approves it, at that moment: nobody need be named anew.
create table approval_step_works (
  workspace_id uuid not null references workspaces on delete cascade,
  step_id uuid not null references approval_steps on delete cascade,
  work_id uuid not null references team_works on delete cascade,
  part text not null check (part in ('responsible', 'approves')),
  primary key (workspace_id, step_id, work_id, part)
);
create index approval_step_works_of_step on approval_step_works (step_id);
create index approval_step_works_of_work on approval_step_works (work_id);

-- Who is asked in the steps of a workspace by name, or by the matrix of the team. Of the matrix only members who may approve
-- somewhere; on which channel is asked where it is counted.
create function approval_asked(of_workspace uuid)
returns table (step_id uuid, person_id text, escalates boolean, by_matrix boolean) language sql stable as $$
  select a.step_id, a.person_id, a.escalates, false
  from approval_seats a where a.workspace_id = of_workspace
  union all
  select s.step_id, p.user_id, false, true
  from approval_step_works s
  join team_works w on w.id = s.work_id and w.workspace_id = s.workspace_id and w.archived_at is null
  join team_parts c on c.workspace_id = s.workspace_id and c.work_id = s.work_id and s.part = any(c.parts)
  join team_people p on p.id = c.person_id and p.workspace_id = s.workspace_id and p.archived_at is null
  join members m on m.workspace_id = s.workspace_id and m.user_id = p.user_id
  where s.workspace_id = of_workspace and (m.role in ('owner', 'manager', 'client') or exists (
    select from jsonb_each_text(m.channel_roles -> 'parts') part where part.value in ('owner', 'manager', 'client')))
$$;

-- As before, and by the matrix: all who may approve on this channel are asked of it.
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
        and (step.move_minutes is null or abs(extract(epoch from v.due_at - of_time)) <= step.move_minutes * 60)
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
