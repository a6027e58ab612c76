-- Made by `npm run schema` from the migrations; do not edit.

create extension btree_gin;
create extension pg_trgm;

CREATE OR REPLACE FUNCTION public.approval_asked(of_workspace uuid)
 RETURNS TABLE(step_id uuid, person_id text, escalates boolean, by_matrix boolean)
 LANGUAGE sql
 STABLE
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION public.approval_step_passed(of_workspace uuid, of_post uuid, of_channel uuid, of_digest text, of_time timestamp with time zone, of_step uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE COST 2000
AS $function$
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
end $function$
;

CREATE OR REPLACE FUNCTION public.approval_steps_of(of_workspace uuid, of_post uuid, of_channel uuid)
 RETURNS TABLE(step_id uuid, rule_id uuid, place integer)
 LANGUAGE sql
 STABLE
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION public.audit_names(before jsonb, after jsonb)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select nullif(lower(
    coalesce(before->>'name' || ' ', '') || coalesce(after->>'name' || ' ', '') ||
    coalesce(before->>'handle' || ' ', '') || coalesce(after->>'handle' || ' ', '') ||
    coalesce(before->>'email' || ' ', '') || coalesce(after->>'email' || ' ', '') ||
    coalesce(before->>'fileName' || ' ', '') || coalesce(after->>'fileName' || ' ', '') ||
    coalesce(before->>'url' || ' ', '') || coalesce(after->>'url' || ' ', '')), '')
$function$
;

CREATE OR REPLACE FUNCTION public.lacks_approval(of_workspace uuid, of_post uuid, of_channel uuid, of_digest text, of_time timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE COST 5000
AS $function$
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
end $function$
;

CREATE OR REPLACE FUNCTION public.media_words()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.search_text := lower(new.file_name || ' ' || new.alt || ' ' || array_to_string(new.tags, ' '));
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION public.mirror_rights()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update media c set owner = new.owner, licence = new.licence, terms = new.terms,
    usable_until = new.usable_until, consent = new.consent
  from media_edits e
  where e.source_id = new.id and e.workspace_id = new.workspace_id and c.id = e.media_id
    and (c.owner, c.licence, c.terms, c.usable_until, c.consent)
      is distinct from (new.owner, new.licence, new.terms, new.usable_until, new.consent);
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.mirror_rights_at_first()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare source media%rowtype;
begin
  select * into source from media where id = new.source_id and workspace_id = new.workspace_id for share;
  if not found then raise foreign_key_violation using message = 'The original is of another workspace.'; end if;
  update media set owner = source.owner, licence = source.licence, terms = source.terms,
    usable_until = source.usable_until, consent = source.consent
  where id = new.media_id and workspace_id = new.workspace_id;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.new_id()
 RETURNS uuid
 LANGUAGE sql
AS $function$
  select encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid())
        placing substring(int8send(floor(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
        from 1 for 6),
      52, 1), 53, 1), 'hex')::uuid
$function$
;

CREATE OR REPLACE FUNCTION public.open_lanes()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into lanes (channel_id, workspace_id, next_at)
    select channel_id, workspace_id, min(next_at) from changed
    where worker_id is null and state in ('scheduled', 'waiting', 'sending', 'sent')
    group by channel_id, workspace_id order by channel_id
    on conflict (channel_id) do update set next_at = excluded.next_at where lanes.next_at > excluded.next_at;
  if exists (select from changed where worker_id is null and state in ('scheduled', 'waiting')
      and next_at < clock_timestamp() + interval '10 seconds') then
    perform pg_notify('carillon_due', '');
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION public.role_on(role text, exceptions jsonb, channel uuid)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select case coalesce(exceptions -> 'parts' ->> channel::text,
      case when (exceptions ->> 'chosenOnly')::boolean then 'none' else 'own' end)
    when 'own' then role when 'none' then null else exceptions -> 'parts' ->> channel::text end
$function$
;

CREATE OR REPLACE FUNCTION public.shows_barred(of_workspace uuid, content jsonb, at_time timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE COST 5000
AS $function$
  with shown as (
    select one.id::uuid as id
    from (
      select jsonb_path_query(content, '$.parts[*].media[*].id') #>> '{}' as id
      union all select jsonb_path_query(content, '$.parts[*].linkImage.id') #>> '{}') one
    where one.id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
  ), laid as (
    select (logo ->> 'mediaId')::uuid as id
    from shown join media_edits e on e.workspace_id = of_workspace and e.media_id = shown.id,
      jsonb_array_elements(e.recipe -> 'logos') logo
  )
  select exists (
    select from (select id from shown union select id from laid) one
    join media m on m.workspace_id = of_workspace and m.id = one.id
    join workspaces w on w.id = m.workspace_id
    where m.consent = 'withdrawn' or (m.usable_until + 1)::timestamp at time zone w.time_zone <= at_time)
$function$
;

create table api_keys (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  name text not null,
  role text not null,
  digest bytea not null,
  hint text not null,
  created_by text,
  created_at timestamp with time zone not null default now(),
  last_used_at timestamp with time zone,
  expires_at timestamp with time zone,
  revoked_at timestamp with time zone,
  only_rights text[],
  old_digest bytea,
  old_until timestamp with time zone,
  client_id text,
  secret_until timestamp with time zone,
  family_digest bytea,
  renewal_digest bytea,
  spent_digest bytea,
  channel_roles jsonb,
  constraint api_keys_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'manager'::text, 'editor'::text, 'contributor'::text, 'moderator'::text, 'analyst'::text, 'client'::text]))),
  constraint api_keys_client_id_fkey FOREIGN KEY (client_id) REFERENCES oauth_clients(id) ON DELETE CASCADE,
  constraint api_keys_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id) ON DELETE SET NULL,
  constraint api_keys_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint api_keys_pkey PRIMARY KEY (id),
  constraint api_keys_digest_key UNIQUE (digest),
  constraint api_keys_family_digest_key UNIQUE (family_digest)
);

create table approval_asks (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  post_id uuid not null,
  rule_id uuid not null,
  step_id uuid not null,
  "position" integer not null,
  state text not null,
  open_channels uuid[] not null default '{}'::uuid[],
  asked_at timestamp with time zone,
  answer_by timestamp with time zone,
  deadline timestamp with time zone not null default 'infinity'::timestamp with time zone,
  remind_at timestamp with time zone,
  reminded_at timestamp with time zone,
  overdue_at timestamp with time zone,
  settled_at timestamp with time zone,
  constraint approval_asks_state_check CHECK ((state = ANY (ARRAY['open'::text, 'later'::text, 'done'::text, 'idle'::text]))),
  constraint approval_asks_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id) ON DELETE CASCADE,
  constraint approval_asks_rule_id_fkey FOREIGN KEY (rule_id) REFERENCES approval_rules(id) ON DELETE CASCADE,
  constraint approval_asks_step_id_fkey FOREIGN KEY (step_id) REFERENCES approval_steps(id) ON DELETE CASCADE,
  constraint approval_asks_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint approval_asks_pkey PRIMARY KEY (id),
  constraint approval_asks_workspace_id_post_id_step_id_key UNIQUE (workspace_id, post_id, step_id)
);

create table approval_comments (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  post_id uuid not null,
  channel_id uuid,
  digest text,
  kind text not null,
  words text not null,
  anchor jsonb,
  mentions text[] not null default '{}'::text[],
  for_clients boolean not null default false,
  person_id text,
  link_id uuid,
  by_link boolean not null default false,
  guest text,
  created_at timestamp with time zone not null,
  edited_at timestamp with time zone,
  resolved_at timestamp with time zone,
  resolved_by text,
  deleted_at timestamp with time zone,
  reply_to uuid,
  constraint approval_comments_kind_check CHECK ((kind = ANY (ARRAY['comment'::text, 'change'::text]))),
  constraint approval_comments_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channels(id) ON DELETE CASCADE,
  constraint approval_comments_link_id_fkey FOREIGN KEY (link_id) REFERENCES approval_links(id) ON DELETE SET NULL,
  constraint approval_comments_person_id_fkey FOREIGN KEY (person_id) REFERENCES users(id) ON DELETE SET NULL,
  constraint approval_comments_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id) ON DELETE CASCADE,
  constraint approval_comments_reply_to_fkey FOREIGN KEY (reply_to) REFERENCES approval_comments(id) ON DELETE CASCADE,
  constraint approval_comments_resolved_by_fkey FOREIGN KEY (resolved_by) REFERENCES users(id) ON DELETE SET NULL,
  constraint approval_comments_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint approval_comments_pkey PRIMARY KEY (id)
);

create table approval_links (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  digest bytea not null,
  label text not null,
  post_ids uuid[] not null default '{}'::uuid[],
  campaign_id uuid,
  pin_digest bytea,
  pin_tries integer not null default 0,
  made_by text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  opens integer not null default 0,
  opened_at timestamp with time zone,
  constraint approval_links_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaigns(id) ON DELETE CASCADE,
  constraint approval_links_made_by_fkey FOREIGN KEY (made_by) REFERENCES users(id) ON DELETE CASCADE,
  constraint approval_links_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint approval_links_pkey PRIMARY KEY (id),
  constraint approval_links_digest_key UNIQUE (digest)
);

create table approval_pages (
  workspace_id uuid not null,
  colour text,
  logo_id uuid,
  greeting text not null default ''::text,
  updated_at timestamp with time zone not null default now(),
  constraint approval_pages_colour_check CHECK ((colour ~ '^#[0-9a-f]{6}$'::text)),
  constraint approval_pages_logo_id_fkey FOREIGN KEY (logo_id) REFERENCES media(id) ON DELETE SET NULL,
  constraint approval_pages_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint approval_pages_pkey PRIMARY KEY (workspace_id)
);

create table approval_rules (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  name text not null,
  enabled boolean not null default true,
  channel_ids uuid[] not null default '{}'::uuid[],
  categories text[] not null default '{}'::text[],
  campaign_ids uuid[] not null default '{}'::uuid[],
  sender_roles text[] not null default '{}'::text[],
  own boolean not null default false,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint approval_rules_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint approval_rules_pkey PRIMARY KEY (id)
);

create table approval_seats (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  step_id uuid not null,
  person_id text,
  escalates boolean not null default false,
  constraint approval_seats_person_id_fkey FOREIGN KEY (person_id) REFERENCES users(id) ON DELETE SET NULL,
  constraint approval_seats_step_id_fkey FOREIGN KEY (step_id) REFERENCES approval_steps(id) ON DELETE CASCADE,
  constraint approval_seats_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint approval_seats_pkey PRIMARY KEY (id)
);

create table approval_stand_ins (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  person_id text not null,
  stand_in_id text not null,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  constraint approval_stand_ins_check CHECK (((until_at > from_at) AND (person_id <> stand_in_id))),
  constraint approval_stand_ins_person_id_fkey FOREIGN KEY (person_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint approval_stand_ins_stand_in_id_fkey FOREIGN KEY (stand_in_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint approval_stand_ins_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint approval_stand_ins_pkey PRIMARY KEY (id)
);

create table approval_step_works (
  workspace_id uuid not null,
  step_id uuid not null,
  work_id uuid not null,
  part text not null,
  constraint approval_step_works_part_check CHECK ((part = ANY (ARRAY['responsible'::text, 'approves'::text]))),
  constraint approval_step_works_step_id_fkey FOREIGN KEY (step_id) REFERENCES approval_steps(id) ON DELETE CASCADE,
  constraint approval_step_works_work_id_fkey FOREIGN KEY (work_id) REFERENCES team_works(id) ON DELETE CASCADE,
  constraint approval_step_works_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint approval_step_works_pkey PRIMARY KEY (workspace_id, step_id, work_id, part)
);

create table approval_steps (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  rule_id uuid not null,
  "position" integer not null,
  name text not null,
  how text not null,
  roles text[] not null default '{}'::text[],
  clients boolean not null default false,
  hours integer,
  working boolean not null default false,
  remind_hours integer,
  at_deadline text not null default 'nothing'::text,
  move_minutes integer,
  constraint approval_steps_at_deadline_check CHECK ((at_deadline = ANY (ARRAY['nothing'::text, 'remind'::text, 'escalate'::text]))),
  constraint approval_steps_hours_check CHECK (((hours >= 1) AND (hours <= 2000))),
  constraint approval_steps_how_check CHECK ((how = ANY (ARRAY['any'::text, 'all'::text]))),
  constraint approval_steps_move_minutes_check CHECK (((move_minutes >= 0) AND (move_minutes <= 100000))),
  constraint approval_steps_remind_hours_check CHECK (((remind_hours >= 1) AND (remind_hours <= 500))),
  constraint approval_steps_rule_id_fkey FOREIGN KEY (rule_id) REFERENCES approval_rules(id) ON DELETE CASCADE,
  constraint approval_steps_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint approval_steps_pkey PRIMARY KEY (id)
);

create table approval_subjects (
  workspace_id uuid not null,
  post_id uuid not null,
  rule_id uuid not null,
  constraint approval_subjects_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id) ON DELETE CASCADE,
  constraint approval_subjects_rule_id_fkey FOREIGN KEY (rule_id) REFERENCES approval_rules(id) ON DELETE CASCADE,
  constraint approval_subjects_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint approval_subjects_pkey PRIMARY KEY (workspace_id, post_id, rule_id)
);

create table approval_versions (
  workspace_id uuid not null,
  post_id uuid not null,
  channel_id uuid not null,
  digest text not null,
  content jsonb not null,
  current boolean not null default true,
  due_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint approval_versions_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channels(id) ON DELETE CASCADE,
  constraint approval_versions_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id) ON DELETE CASCADE,
  constraint approval_versions_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint approval_versions_pkey PRIMARY KEY (workspace_id, post_id, channel_id, digest)
);

create table approval_votes (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  post_id uuid not null,
  channel_id uuid not null,
  step_id uuid not null,
  digest text not null,
  due_at timestamp with time zone,
  person_id text,
  seat_id text,
  escalated boolean not null default false,
  by_link boolean not null default false,
  link_id uuid,
  guest text,
  created_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  constraint approval_votes_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channels(id) ON DELETE CASCADE,
  constraint approval_votes_link_id_fkey FOREIGN KEY (link_id) REFERENCES approval_links(id) ON DELETE SET NULL,
  constraint approval_votes_person_id_fkey FOREIGN KEY (person_id) REFERENCES users(id) ON DELETE SET NULL,
  constraint approval_votes_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id) ON DELETE CASCADE,
  constraint approval_votes_seat_id_fkey FOREIGN KEY (seat_id) REFERENCES users(id) ON DELETE SET NULL,
  constraint approval_votes_step_id_fkey FOREIGN KEY (step_id) REFERENCES approval_steps(id) ON DELETE CASCADE,
  constraint approval_votes_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint approval_votes_pkey PRIMARY KEY (id)
);

create table apps (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  network text not null,
  name text not null,
  shared boolean not null default false,
  sealed bytea not null,
  key_id text not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint apps_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80))),
  constraint apps_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint apps_pkey PRIMARY KEY (id)
);

create table assistant_calls (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  person_id text,
  made_key uuid,
  tool text not null,
  model text not null,
  state text not null default 'running'::text,
  problem text,
  asks integer not null default 0,
  prompt_tokens bigint not null default 0,
  answer_tokens bigint not null default 0,
  estimated boolean not null default false,
  cost bigint not null,
  currency text not null,
  created_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  constraint assistant_calls_cost_check CHECK ((cost >= 0)),
  constraint assistant_calls_state_check CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'cut'::text, 'cancelled'::text, 'failed'::text]))),
  constraint assistant_calls_tool_check CHECK ((tool = ANY (ARRAY['variant'::text, 'shorten'::text, 'translate'::text, 'hashtags'::text, 'alt'::text, 'tone'::text, 'test'::text]))),
  constraint assistant_calls_made_key_fkey FOREIGN KEY (made_key) REFERENCES api_keys(id) ON DELETE SET NULL,
  constraint assistant_calls_person_id_fkey FOREIGN KEY (person_id) REFERENCES users(id) ON DELETE SET NULL,
  constraint assistant_calls_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint assistant_calls_pkey PRIMARY KEY (id)
);

create table assistants (
  workspace_id uuid not null,
  enabled boolean not null default false,
  base_url text not null default ''::text,
  model text not null default ''::text,
  sealed bytea,
  key_id text,
  users text not null default 'writers'::text,
  sees boolean not null default false,
  currency text not null default 'EUR'::text,
  price_in bigint not null default 0,
  price_out bigint not null default 0,
  ceiling bigint,
  version integer not null default 1,
  updated_at timestamp with time zone not null default now(),
  constraint assistants_base_url_check CHECK ((length(base_url) <= 2000)),
  constraint assistants_ceiling_check CHECK ((ceiling >= 0)),
  constraint assistants_check CHECK (((sealed IS NULL) = (key_id IS NULL))),
  constraint assistants_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint assistants_model_check CHECK ((length(model) <= 200)),
  constraint assistants_price_in_check CHECK ((price_in >= 0)),
  constraint assistants_price_out_check CHECK ((price_out >= 0)),
  constraint assistants_users_check CHECK ((users = ANY (ARRAY['writers'::text, 'publishers'::text, 'managers'::text]))),
  constraint assistants_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint assistants_pkey PRIMARY KEY (workspace_id)
);

create table attempts (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  delivery_id uuid not null,
  number integer not null,
  kind text not null default 'send'::text,
  worker_id text not null,
  key text not null,
  digest text not null,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  outcome text,
  status integer,
  code text,
  words text,
  retry_at timestamp with time zone,
  constraint attempts_kind_check CHECK ((kind = ANY (ARRAY['send'::text, 'look'::text]))),
  constraint attempts_outcome_check CHECK ((outcome = ANY (ARRAY['published'::text, 'pending'::text, 'handed'::text, 'later'::text, 'reconnect'::text, 'rejected'::text, 'unknown'::text, 'absent'::text]))),
  constraint attempts_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES deliveries(id) ON DELETE CASCADE,
  constraint attempts_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint attempts_pkey PRIMARY KEY (id),
  constraint attempts_delivery_id_number_key UNIQUE (delivery_id, number)
);

create table audience_figures (
  workspace_id uuid not null,
  network text not null,
  country text not null default ''::text,
  measure text not null,
  dimension text not null,
  value text not null default ''::text,
  number double precision,
  source text not null default ''::text,
  url text,
  known_on date not null,
  confidence text not null,
  author_id text,
  updated_at timestamp with time zone not null default now(),
  constraint audience_figures_confidence_check CHECK ((confidence = ANY (ARRAY['high'::text, 'medium'::text, 'low'::text]))),
  constraint audience_figures_dimension_check CHECK ((dimension = ANY (ARRAY['all'::text, 'age'::text, 'gender'::text, 'device'::text, 'country'::text, 'language'::text]))),
  constraint audience_figures_measure_check CHECK ((measure = ANY (ARRAY['use'::text, 'profile'::text, 'minutes'::text, 'visit'::text]))),
  constraint audience_figures_number_check CHECK ((number >= (0)::double precision)),
  constraint audience_figures_author_id_fkey FOREIGN KEY (author_id) REFERENCES users(id) ON DELETE SET NULL,
  constraint audience_figures_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint audience_figures_pkey PRIMARY KEY (workspace_id, network, country, measure, dimension, value)
);

create table audience_tables (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  channel_id uuid,
  name text not null,
  source text not null default ''::text,
  known_on date not null,
  people integer,
  parts jsonb not null,
  created_at timestamp with time zone not null default now(),
  constraint audience_tables_people_check CHECK ((people >= 0)),
  constraint audience_tables_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channels(id) ON DELETE CASCADE,
  constraint audience_tables_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint audience_tables_pkey PRIMARY KEY (id)
);

create table audit_chains (
  workspace_id uuid,
  base_seq bigint not null,
  base_digest bytea not null,
  head_seq bigint not null,
  head_digest bytea not null,
  seal bytea not null,
  sealed_at timestamp with time zone not null default now(),
  constraint audit_chains_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint audit_chains_of_workspace UNIQUE NULLS NOT DISTINCT (workspace_id)
);

create table audit_log (
  id bigint not null generated always as identity,
  workspace_id uuid,
  at timestamp with time zone not null default now(),
  actor_kind text not null,
  actor_id text,
  actor_name text not null,
  action text not null,
  subject_kind text not null,
  subject_id text,
  before jsonb,
  after jsonb,
  ip text,
  request_id text,
  chain_seq bigint,
  digest bytea,
  erasure bytea,
  constraint audit_log_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['person'::text, 'key'::text, 'system'::text]))),
  constraint audit_log_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint audit_log_pkey PRIMARY KEY (id)
);

create table brand_kits (
  workspace_id uuid not null,
  colours jsonb not null default '[]'::jsonb,
  fonts jsonb not null default '{}'::jsonb,
  version integer not null default 1,
  constraint brand_kits_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint brand_kits_pkey PRIMARY KEY (workspace_id)
);

create table brand_logos (
  workspace_id uuid not null,
  media_id uuid not null,
  name text not null,
  place smallint not null,
  constraint brand_logos_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80))),
  constraint brand_logos_media_id_fkey FOREIGN KEY (media_id) REFERENCES media(id) ON DELETE CASCADE,
  constraint brand_logos_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint brand_logos_pkey PRIMARY KEY (workspace_id, media_id)
);

create table budget_entries (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  line_id uuid not null,
  day date not null,
  minor bigint not null,
  currency text not null,
  minutes integer,
  note text not null default ''::text,
  entered_by text,
  created_at timestamp with time zone not null default now(),
  version integer not null default 1,
  constraint budget_entries_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint budget_entries_minor_check CHECK (((minor >= '-1000000000000'::bigint) AND (minor <= '1000000000000'::bigint))),
  constraint budget_entries_minutes_check CHECK (((minutes >= 0) AND (minutes <= 6000000))),
  constraint budget_entries_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES users(id) ON DELETE SET NULL,
  constraint budget_entries_line_id_fkey FOREIGN KEY (line_id) REFERENCES budget_lines(id) ON DELETE CASCADE,
  constraint budget_entries_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint budget_entries_pkey PRIMARY KEY (id)
);

create table budget_lines (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  side text not null,
  kind text not null,
  name text not null,
  currency text not null,
  hourly bigint,
  spread text not null,
  note text not null default ''::text,
  goal_id uuid,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  archived_at timestamp with time zone,
  campaign_id uuid,
  constraint budget_lines_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint budget_lines_hourly_check CHECK (((hourly >= 0) AND (hourly <= 1000000000))),
  constraint budget_lines_kind_check CHECK ((kind = ANY (ARRAY['content'::text, 'ads'::text, 'influencers'::text, 'tools'::text, 'people'::text, 'advertising'::text, 'affiliate'::text, 'sales'::text]))),
  constraint budget_lines_side_check CHECK ((side = ANY (ARRAY['cost'::text, 'income'::text]))),
  constraint budget_lines_spread_check CHECK ((spread = ANY (ARRAY['even'::text, 'once'::text]))),
  constraint budget_lines_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaigns(id) ON DELETE SET NULL,
  constraint budget_lines_goal_id_fkey FOREIGN KEY (goal_id) REFERENCES goals(id) ON DELETE SET NULL,
  constraint budget_lines_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint budget_lines_pkey PRIMARY KEY (id)
);

create table budget_months (
  workspace_id uuid not null,
  line_id uuid not null,
  month date not null,
  minor bigint,
  minutes integer,
  constraint budget_months_check CHECK (((minor IS NULL) <> (minutes IS NULL))),
  constraint budget_months_minor_check CHECK (((minor >= 0) AND (minor <= '1000000000000'::bigint))),
  constraint budget_months_minutes_check CHECK (((minutes >= 0) AND (minutes <= 6000000))),
  constraint budget_months_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
  constraint budget_months_line_id_fkey FOREIGN KEY (line_id) REFERENCES budget_lines(id) ON DELETE CASCADE,
  constraint budget_months_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint budget_months_pkey PRIMARY KEY (workspace_id, line_id, month)
);

create table budget_rates (
  workspace_id uuid not null,
  from_currency text not null,
  to_currency text not null,
  day date not null,
  rate numeric(24,12) not null,
  source text not null,
  created_at timestamp with time zone not null default now(),
  constraint budget_rates_check CHECK ((from_currency <> to_currency)),
  constraint budget_rates_from_currency_check CHECK ((from_currency ~ '^[A-Z]{3}$'::text)),
  constraint budget_rates_rate_check CHECK ((rate > (0)::numeric)),
  constraint budget_rates_source_check CHECK ((source = ANY (ARRAY['entered'::text, 'imported'::text]))),
  constraint budget_rates_to_currency_check CHECK ((to_currency ~ '^[A-Z]{3}$'::text)),
  constraint budget_rates_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint budget_rates_pkey PRIMARY KEY (workspace_id, from_currency, to_currency, day)
);

create table budgets (
  workspace_id uuid not null,
  currency text not null,
  updated_at timestamp with time zone not null default now(),
  constraint budgets_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint budgets_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint budgets_pkey PRIMARY KEY (workspace_id)
);

create table calendar_links (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  kind text not null,
  digest bytea not null,
  label text not null,
  channel_ids uuid[] not null default '{}'::uuid[],
  stages text[] not null default '{}'::text[],
  campaigns boolean not null default false,
  feed boolean not null default false,
  made_by text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  revoked_at timestamp with time zone,
  opens integer not null default 0,
  opened_at timestamp with time zone,
  constraint calendar_links_kind_check CHECK ((kind = ANY (ARRAY['share'::text, 'own'::text]))),
  constraint calendar_links_made_by_fkey FOREIGN KEY (made_by) REFERENCES users(id) ON DELETE CASCADE,
  constraint calendar_links_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint calendar_links_pkey PRIMARY KEY (id),
  constraint calendar_links_digest_key UNIQUE (digest)
);

create table calendar_notes (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  first_day date not null,
  last_day date not null,
  text text not null,
  colour text not null default 'slate'::text,
  made_by text,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint calendar_notes_check CHECK ((last_day >= first_day)),
  constraint calendar_notes_text_check CHECK (((length(text) >= 1) AND (length(text) <= 500))),
  constraint calendar_notes_made_by_fkey FOREIGN KEY (made_by) REFERENCES users(id) ON DELETE SET NULL,
  constraint calendar_notes_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint calendar_notes_pkey PRIMARY KEY (id)
);

create table campaigns (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  name text not null,
  colour text not null default 'slate'::text,
  starts_on date,
  ends_on date,
  created_at timestamp with time zone not null default now(),
  archived_at timestamp with time zone,
  connection jsonb,
  brief text not null default ''::text,
  hashtags text[] not null default '{}'::text[],
  links jsonb not null default '[]'::jsonb,
  version integer not null default 1,
  constraint campaigns_brief_check CHECK ((length(brief) <= 20000)),
  constraint campaigns_hashtags_check CHECK ((cardinality(hashtags) <= 30)),
  constraint campaigns_links_check CHECK ((jsonb_typeof(links) = 'array'::text)),
  constraint campaigns_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint campaigns_pkey PRIMARY KEY (id)
);

create table channel_credentials (
  channel_id uuid not null,
  workspace_id uuid not null,
  sealed bytea not null,
  key_id text not null,
  expires_at timestamp with time zone,
  refreshed_at timestamp with time zone not null default now(),
  refresh_due_at timestamp with time zone,
  refresh_failures integer not null default 0,
  warned_days integer,
  shares text,
  constraint channel_credentials_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channels(id) ON DELETE CASCADE,
  constraint channel_credentials_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint channel_credentials_pkey PRIMARY KEY (channel_id)
);

create table channel_hands (
  workspace_id uuid not null,
  channel_id uuid not null,
  user_id text not null,
  constraint channel_hands_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channels(id) ON DELETE CASCADE,
  constraint channel_hands_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint channel_hands_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint channel_hands_pkey PRIMARY KEY (workspace_id, channel_id, user_id)
);

create table channel_plans (
  workspace_id uuid not null,
  channel_id uuid not null,
  per_week smallint not null default 0,
  weekdays jsonb not null default '[]'::jsonb,
  times jsonb not null default '[]'::jsonb,
  version integer not null default 1,
  pillars jsonb not null default '[]'::jsonb,
  purpose text not null default ''::text,
  audience text not null default ''::text,
  formats jsonb not null default '[]'::jsonb,
  tone text not null default ''::text,
  success text not null default ''::text,
  reply_minutes integer,
  owner_id text,
  hours numeric,
  constraint channel_plans_hours_check CHECK (((hours >= (0)::numeric) AND (hours <= (168)::numeric))),
  constraint channel_plans_per_week_check CHECK (((per_week >= 0) AND (per_week <= 35))),
  constraint channel_plans_reply_minutes_check CHECK (((reply_minutes >= 1) AND (reply_minutes <= 43200))),
  constraint channel_plans_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channels(id) ON DELETE CASCADE,
  constraint channel_plans_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id) ON DELETE SET NULL,
  constraint channel_plans_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint channel_plans_pkey PRIMARY KEY (workspace_id, channel_id)
);

create table channels (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  network text not null,
  remote_id text not null,
  server text not null,
  handle text not null,
  name text not null,
  renamed boolean not null default false,
  avatar_url text,
  avatar_source text,
  profile_url text not null,
  time_zone text not null,
  limits jsonb not null default '{}'::jsonb,
  settings jsonb not null default '{}'::jsonb,
  state text not null default 'active'::text,
  state_code text,
  state_words text,
  state_since timestamp with time zone not null default now(),
  checked_at timestamp with time zone,
  check_due_at timestamp with time zone not null default now(),
  check_failures integer not null default 0,
  daily_cap integer,
  created_at timestamp with time zone not null default now(),
  app_id uuid,
  lead_minutes integer not null default 0,
  remind_minutes integer default 30,
  constraint channels_lead_minutes_check CHECK (((lead_minutes >= 0) AND (lead_minutes <= 1440))),
  constraint channels_remind_minutes_check CHECK (((remind_minutes >= 5) AND (remind_minutes <= 1440))),
  constraint channels_state_check CHECK ((state = ANY (ARRAY['active'::text, 'paused'::text, 'reconnect'::text, 'removed'::text]))),
  constraint channels_app_id_fkey FOREIGN KEY (app_id) REFERENCES apps(id) ON DELETE SET NULL,
  constraint channels_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint channels_pkey PRIMARY KEY (id),
  constraint channels_workspace_id_network_server_remote_id_key UNIQUE (workspace_id, network, server, remote_id)
);

create table choice_settings (
  workspace_id uuid not null,
  version integer not null default 1,
  body jsonb not null,
  updated_at timestamp with time zone not null default now(),
  constraint choice_settings_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint choice_settings_pkey PRIMARY KEY (workspace_id)
);

create table collections (
  subject_kind text not null,
  subject_id uuid not null,
  workspace_id uuid not null,
  channel_id uuid not null,
  next_at timestamp with time zone not null,
  collected_at timestamp with time zone,
  failures integer not null default 0,
  cursor text,
  constraint collections_subject_kind_check CHECK ((subject_kind = ANY (ARRAY['channel'::text, 'publication'::text, 'history'::text]))),
  constraint collections_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channels(id) ON DELETE CASCADE,
  constraint collections_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint collections_pkey PRIMARY KEY (subject_kind, subject_id)
);

create table competitor_days (
  workspace_id uuid not null,
  profile_id uuid not null,
  day date not null,
  followers bigint,
  following bigint,
  posts bigint,
  source text not null,
  at timestamp with time zone not null,
  followers_source text,
  following_source text,
  posts_source text,
  constraint competitor_days_followers_check CHECK ((followers >= 0)),
  constraint competitor_days_followers_source_check CHECK ((followers_source = ANY (ARRAY['network'::text, 'import'::text, 'manual'::text]))),
  constraint competitor_days_following_check CHECK ((following >= 0)),
  constraint competitor_days_following_source_check CHECK ((following_source = ANY (ARRAY['network'::text, 'import'::text, 'manual'::text]))),
  constraint competitor_days_posts_check CHECK ((posts >= 0)),
  constraint competitor_days_posts_source_check CHECK ((posts_source = ANY (ARRAY['network'::text, 'import'::text, 'manual'::text]))),
  constraint competitor_days_source_check CHECK ((source = ANY (ARRAY['network'::text, 'import'::text, 'manual'::text]))),
  constraint competitor_days_profile_id_fkey FOREIGN KEY (profile_id) REFERENCES competitor_profiles(id) ON DELETE CASCADE,
  constraint competitor_days_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint competitor_days_pkey PRIMARY KEY (workspace_id, profile_id, day)
);

create table competitor_notes (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  competitor_id uuid not null,
  kind text not null,
  on_day date not null,
  words text not null,
  author_id text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  removed_at timestamp with time zone,
  version integer not null default 1,
  constraint competitor_notes_kind_check CHECK ((kind = ANY (ARRAY['works'::text, 'fails'::text]))),
  constraint competitor_notes_author_id_fkey FOREIGN KEY (author_id) REFERENCES users(id) ON DELETE SET NULL,
  constraint competitor_notes_competitor_id_fkey FOREIGN KEY (competitor_id) REFERENCES competitors(id) ON DELETE CASCADE,
  constraint competitor_notes_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint competitor_notes_pkey PRIMARY KEY (id)
);

create table competitor_posts (
  workspace_id uuid not null,
  profile_id uuid not null,
  remote_id text not null,
  published_at timestamp with time zone not null,
  timed boolean not null default true,
  kind text not null,
  format text not null,
  answers text,
  words text not null default ''::text,
  url text,
  likes bigint,
  reposts bigint,
  replies bigint,
  quotes bigint,
  saves bigint,
  source text not null,
  seen_at timestamp with time zone not null,
  comments integer,
  answered integer,
  answer_seconds integer[],
  comments_whole boolean,
  comments_at timestamp with time zone,
  comments_failures smallint not null default 0,
  constraint competitor_posts_answers_check CHECK ((answers = ANY (ARRAY['own'::text, 'others'::text]))),
  constraint competitor_posts_format_check CHECK ((format = ANY (ARRAY['text'::text, 'link'::text, 'image'::text, 'video'::text, 'poll'::text, 'quote'::text, 'other'::text, 'unknown'::text]))),
  constraint competitor_posts_kind_check CHECK ((kind = ANY (ARRAY['post'::text, 'reply'::text, 'repost'::text]))),
  constraint competitor_posts_likes_check CHECK ((likes >= 0)),
  constraint competitor_posts_quotes_check CHECK ((quotes >= 0)),
  constraint competitor_posts_replies_check CHECK ((replies >= 0)),
  constraint competitor_posts_reposts_check CHECK ((reposts >= 0)),
  constraint competitor_posts_saves_check CHECK ((saves >= 0)),
  constraint competitor_posts_source_check CHECK ((source = ANY (ARRAY['network'::text, 'import'::text]))),
  constraint competitor_posts_profile_id_fkey FOREIGN KEY (profile_id) REFERENCES competitor_profiles(id) ON DELETE CASCADE,
  constraint competitor_posts_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint competitor_posts_pkey PRIMARY KEY (workspace_id, profile_id, remote_id)
);

create table competitor_profiles (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  competitor_id uuid not null,
  network text not null,
  is_read boolean not null,
  handle text not null,
  name text not null default ''::text,
  url text not null default ''::text,
  server text,
  remote_id text,
  avatar_url text,
  created_at timestamp with time zone not null default now(),
  next_at timestamp with time zone,
  collected_at timestamp with time zone,
  asked_at timestamp with time zone,
  failures integer not null default 0,
  trouble_code text,
  trouble_words text,
  moved_to text,
  read_back_to timestamp with time zone,
  read_to timestamp with time zone,
  constraint competitor_profiles_check CHECK ((is_read = ((server IS NOT NULL) AND (remote_id IS NOT NULL)))),
  constraint competitor_profiles_competitor_id_fkey FOREIGN KEY (competitor_id) REFERENCES competitors(id) ON DELETE CASCADE,
  constraint competitor_profiles_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint competitor_profiles_pkey PRIMARY KEY (id)
);

create table competitors (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  name text not null,
  website text not null default ''::text,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  archived_at timestamp with time zone,
  constraint competitors_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint competitors_pkey PRIMARY KEY (id)
);

create table compliance_channels (
  workspace_id uuid not null,
  channel_id uuid not null,
  jurisdictions text[] not null,
  constraint compliance_channels_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channels(id) ON DELETE CASCADE,
  constraint compliance_channels_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint compliance_channels_pkey PRIMARY KEY (workspace_id, channel_id)
);

create table compliance_overrides (
  workspace_id uuid not null,
  post_id uuid not null,
  rule text not null,
  channel_id uuid not null,
  digest text not null,
  reason text not null,
  user_id text,
  at timestamp with time zone not null default now(),
  constraint compliance_overrides_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channels(id) ON DELETE CASCADE,
  constraint compliance_overrides_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id) ON DELETE CASCADE,
  constraint compliance_overrides_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE SET NULL,
  constraint compliance_overrides_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint compliance_overrides_pkey PRIMARY KEY (workspace_id, post_id, rule, channel_id)
);

create table compliance_results (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  post_id uuid not null,
  channel_id uuid not null,
  version integer not null,
  for_day date not null,
  packs jsonb not null,
  found jsonb not null,
  ground text not null default ''::text,
  at timestamp with time zone not null default now(),
  constraint compliance_results_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channels(id) ON DELETE CASCADE,
  constraint compliance_results_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id) ON DELETE CASCADE,
  constraint compliance_results_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint compliance_results_pkey PRIMARY KEY (id)
);

create table compliance_settings (
  workspace_id uuid not null,
  version integer not null default 1,
  jurisdictions text[] not null default '{}'::text[],
  updated_at timestamp with time zone not null default now(),
  constraint compliance_settings_version_check CHECK ((version > 0)),
  constraint compliance_settings_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint compliance_settings_pkey PRIMARY KEY (workspace_id)
);

create table compliance_switches (
  workspace_id uuid not null,
  rule text not null,
  reason text not null,
  user_id text,
  at timestamp with time zone not null default now(),
  constraint compliance_switches_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE SET NULL,
  constraint compliance_switches_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint compliance_switches_pkey PRIMARY KEY (workspace_id, rule)
);

create table connect_attempts (
  id uuid not null default new_id(),
  state_digest bytea,
  workspace_id uuid not null,
  user_id text,
  network text not null,
  way text not null,
  channel_id uuid,
  stage text not null default 'begun'::text,
  sealed bytea not null,
  key_id text not null,
  outcome jsonb,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  app_id uuid,
  constraint connect_attempts_stage_check CHECK ((stage = ANY (ARRAY['begun'::text, 'choose'::text, 'done'::text, 'failed'::text]))),
  constraint connect_attempts_app_id_fkey FOREIGN KEY (app_id) REFERENCES apps(id) ON DELETE CASCADE,
  constraint connect_attempts_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channels(id) ON DELETE CASCADE,
  constraint connect_attempts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint connect_attempts_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint connect_attempts_pkey PRIMARY KEY (id),
  constraint connect_attempts_state_digest_key UNIQUE (state_digest)
);

create table consents (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  who text not null,
  who_key text not null,
  purpose text not null,
  words text not null,
  version text not null,
  language text not null,
  how text not null,
  subject_kind text not null,
  subject_id uuid not null,
  given_at timestamp with time zone not null,
  confirmed_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  withdrawn_how text,
  keep_until timestamp with time zone,
  constraint consents_how_check CHECK ((how = ANY (ARRAY['form'::text, 'staff'::text]))),
  constraint consents_purpose_check CHECK ((purpose = ANY (ARRAY['contest'::text, 'news'::text]))),
  constraint consents_who_check CHECK (((length(who) >= 3) AND (length(who) <= 254))),
  constraint consents_withdrawal_check CHECK (((withdrawn_at IS NULL) = (withdrawn_how IS NULL))),
  constraint consents_withdrawn_check CHECK ((withdrawn_how = ANY (ARRAY['link'::text, 'staff'::text]))),
  constraint consents_words_check CHECK (((length(words) >= 1) AND (length(words) <= 4000))),
  constraint consents_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint consents_pkey PRIMARY KEY (id)
);

create table content_plans (
  workspace_id uuid not null,
  version integer not null default 1,
  shares jsonb not null,
  rules jsonb not null,
  capacity_hours numeric,
  updated_at timestamp with time zone not null default now(),
  constraint content_plans_capacity_hours_check CHECK ((capacity_hours >= (0)::numeric)),
  constraint content_plans_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint content_plans_pkey PRIMARY KEY (workspace_id)
);

create table contest_claims (
  workspace_id uuid not null,
  contest_id uuid not null,
  entry_id uuid not null,
  network text not null,
  handle text not null,
  key text not null,
  proven_at timestamp with time zone,
  constraint contest_claims_contest_id_fkey FOREIGN KEY (contest_id) REFERENCES contests(id) ON DELETE CASCADE,
  constraint contest_claims_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES contest_entries(id) ON DELETE CASCADE,
  constraint contest_claims_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint contest_claims_pkey PRIMARY KEY (workspace_id, entry_id, key)
);

create table contest_draws (
  workspace_id uuid not null,
  contest_id uuid not null,
  round integer not null,
  reason text not null,
  winners integer not null,
  seed text not null,
  beacon text not null default ''::text,
  leaves text[] not null,
  user_id text,
  drawn_at timestamp with time zone not null,
  beacon_proof text not null default ''::text,
  constraint contest_draws_reason_check CHECK ((reason = ANY (ARRAY['first'::text, 'no_answer'::text, 'declined'::text, 'not_eligible'::text, 'undeliverable'::text]))),
  constraint contest_draws_round_check CHECK (((round >= 1) AND (round <= 32))),
  constraint contest_draws_contest_id_fkey FOREIGN KEY (contest_id) REFERENCES contests(id) ON DELETE CASCADE,
  constraint contest_draws_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE SET NULL,
  constraint contest_draws_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint contest_draws_pkey PRIMARY KEY (contest_id, round)
);

create table contest_entries (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  contest_id uuid not null,
  person_id uuid not null,
  way text not null,
  post_id uuid,
  network text,
  same_key text not null,
  account text,
  handle text not null default ''::text,
  name text not null default ''::text,
  url text,
  mail text,
  words text not null default ''::text,
  words_key text,
  account_at timestamp with time zone,
  has_picture boolean,
  posts integer,
  address_key text,
  language text,
  at timestamp with time zone not null,
  timed boolean not null default true,
  confirmed_at timestamp with time zone,
  code text,
  constraint contest_entries_way_check CHECK ((way = ANY (ARRAY['like'::text, 'comment'::text, 'repost'::text, 'form'::text]))),
  constraint contest_entries_contest_id_fkey FOREIGN KEY (contest_id) REFERENCES contests(id) ON DELETE CASCADE,
  constraint contest_entries_person_id_fkey FOREIGN KEY (person_id) REFERENCES contest_people(id) ON DELETE CASCADE,
  constraint contest_entries_post_id_fkey FOREIGN KEY (post_id) REFERENCES contest_posts(id) ON DELETE CASCADE,
  constraint contest_entries_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint contest_entries_pkey PRIMARY KEY (id),
  constraint contest_entries_once UNIQUE NULLS NOT DISTINCT (contest_id, way, post_id, same_key)
);

create table contest_erased (
  workspace_id uuid not null,
  contest_id uuid not null,
  digest text not null,
  constraint contest_erased_contest_id_fkey FOREIGN KEY (contest_id) REFERENCES contests(id) ON DELETE CASCADE,
  constraint contest_erased_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint contest_erased_pkey PRIMARY KEY (workspace_id, contest_id, digest)
);

create table contest_keys (
  workspace_id uuid not null,
  contest_id uuid not null,
  key text not null,
  person_id uuid not null,
  constraint contest_keys_contest_id_fkey FOREIGN KEY (contest_id) REFERENCES contests(id) ON DELETE CASCADE,
  constraint contest_keys_person_id_fkey FOREIGN KEY (person_id) REFERENCES contest_people(id) ON DELETE CASCADE,
  constraint contest_keys_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint contest_keys_pkey PRIMARY KEY (contest_id, key)
);

create table contest_lists (
  workspace_id uuid not null,
  contest_id uuid not null,
  leaves text[] not null,
  constraint contest_lists_contest_id_fkey FOREIGN KEY (contest_id) REFERENCES contests(id) ON DELETE CASCADE,
  constraint contest_lists_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint contest_lists_pkey PRIMARY KEY (contest_id)
);

create table contest_notes (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  contest_id uuid not null,
  person_id uuid not null,
  other_id uuid,
  what text not null,
  reason text not null default ''::text,
  user_id text,
  at timestamp with time zone not null,
  batch_id uuid,
  before text,
  constraint contest_notes_before_check CHECK ((before = ANY (ARRAY['in'::text, 'aside'::text, 'kept'::text, 'out'::text]))),
  constraint contest_notes_what_check CHECK ((what = ANY (ARRAY['keep'::text, 'exclude'::text, 'reopen'::text, 'merge'::text, 'split'::text, 'linked'::text]))),
  constraint contest_notes_contest_id_fkey FOREIGN KEY (contest_id) REFERENCES contests(id) ON DELETE CASCADE,
  constraint contest_notes_person_id_fkey FOREIGN KEY (person_id) REFERENCES contest_people(id) ON DELETE CASCADE,
  constraint contest_notes_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE SET NULL,
  constraint contest_notes_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint contest_notes_pkey PRIMARY KEY (id)
);

create table contest_people (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  contest_id uuid not null,
  state text not null default 'in'::text,
  signals jsonb not null default '[]'::jsonb,
  weight integer not null default 0,
  reason text not null default ''::text,
  judged_by text,
  judged_at timestamp with time zone,
  merged_into uuid,
  merged_how text,
  salt text not null default replace((gen_random_uuid())::text, '-'::text, ''::text),
  leaf text,
  created_at timestamp with time zone not null default now(),
  constraint contest_people_merged_check CHECK ((merged_how = ANY (ARRAY['stated'::text, 'proven'::text, 'staff'::text]))),
  constraint contest_people_state_check CHECK ((state = ANY (ARRAY['in'::text, 'aside'::text, 'kept'::text, 'out'::text]))),
  constraint contest_people_contest_id_fkey FOREIGN KEY (contest_id) REFERENCES contests(id) ON DELETE CASCADE,
  constraint contest_people_judged_by_fkey FOREIGN KEY (judged_by) REFERENCES users(id) ON DELETE SET NULL,
  constraint contest_people_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES contest_people(id) ON DELETE CASCADE,
  constraint contest_people_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint contest_people_pkey PRIMARY KEY (id)
);

create table contest_posts (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  contest_id uuid not null,
  publication_id uuid not null,
  channel_id uuid not null,
  remote_id text not null,
  ways text[] not null,
  place jsonb,
  next_at timestamp with time zone,
  lease_until timestamp with time zone,
  read_at timestamp with time zone,
  whole_at timestamp with time zone,
  partial text[] not null default '{}'::text[],
  failure text,
  failures integer not null default 0,
  created_at timestamp with time zone not null default now(),
  constraint contest_posts_ways_check CHECK (((ways <@ ARRAY['like'::text, 'comment'::text, 'repost'::text]) AND (cardinality(ways) > 0))),
  constraint contest_posts_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channels(id) ON DELETE CASCADE,
  constraint contest_posts_contest_id_fkey FOREIGN KEY (contest_id) REFERENCES contests(id) ON DELETE CASCADE,
  constraint contest_posts_publication_id_fkey FOREIGN KEY (publication_id) REFERENCES publications(id) ON DELETE CASCADE,
  constraint contest_posts_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint contest_posts_pkey PRIMARY KEY (id),
  constraint contest_posts_contest_id_publication_id_key UNIQUE (contest_id, publication_id)
);

create table contest_rules (
  workspace_id uuid not null,
  contest_id uuid not null,
  version integer not null,
  texts jsonb not null,
  packs jsonb not null,
  reason text not null default ''::text,
  user_id text,
  at timestamp with time zone not null,
  constraint contest_rules_contest_id_fkey FOREIGN KEY (contest_id) REFERENCES contests(id) ON DELETE CASCADE,
  constraint contest_rules_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE SET NULL,
  constraint contest_rules_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint contest_rules_pkey PRIMARY KEY (contest_id, version)
);

create table contest_seeds (
  workspace_id uuid not null,
  contest_id uuid not null,
  sealed bytea not null,
  key_id text not null,
  constraint contest_seeds_contest_id_fkey FOREIGN KEY (contest_id) REFERENCES contests(id) ON DELETE CASCADE,
  constraint contest_seeds_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint contest_seeds_pkey PRIMARY KEY (contest_id)
);

create table contest_winners (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  contest_id uuid not null,
  round integer not null,
  place integer not null,
  leaf text not null,
  person_id uuid,
  state text not null default 'drawn'::text,
  version integer not null default 1,
  contacted_at timestamp with time zone,
  answer_by timestamp with time zone,
  answered_at timestamp with time zone,
  delivered_at timestamp with time zone,
  note text not null default ''::text,
  shown_as text,
  constraint contest_winners_state_check CHECK ((state = ANY (ARRAY['drawn'::text, 'contacted'::text, 'accepted'::text, 'sent'::text, 'delivered'::text, 'declined'::text, 'no_answer'::text, 'not_eligible'::text, 'undeliverable'::text]))),
  constraint contest_winners_contest_id_fkey FOREIGN KEY (contest_id) REFERENCES contests(id) ON DELETE CASCADE,
  constraint contest_winners_person_id_fkey FOREIGN KEY (person_id) REFERENCES contest_people(id) ON DELETE SET NULL,
  constraint contest_winners_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint contest_winners_pkey PRIMARY KEY (id),
  constraint contest_winners_contest_id_round_place_key UNIQUE (contest_id, round, place)
);

create table contests (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  name text not null,
  version integer not null default 1,
  stage text not null default 'draft'::text,
  facts jsonb not null,
  time_zone text not null,
  starts_at timestamp with time zone,
  ends_at timestamp with time zone,
  winners integer not null default 1,
  form jsonb not null default '{}'::jsonb,
  token text not null default replace((gen_random_uuid())::text, '-'::text, ''::text),
  opened_at timestamp with time zone,
  commitment text,
  frozen_at timestamp with time zone,
  list_hash text,
  beacon jsonb,
  cancelled_at timestamp with time zone,
  cancelled_why text,
  erase_at timestamp with time zone,
  erased_at timestamp with time zone,
  erased jsonb,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint contests_facts_check CHECK ((jsonb_typeof(facts) = 'object'::text)),
  constraint contests_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
  constraint contests_stage_check CHECK ((stage = ANY (ARRAY['draft'::text, 'open'::text, 'frozen'::text, 'drawn'::text, 'cancelled'::text]))),
  constraint contests_winners_check CHECK (((winners >= 1) AND (winners <= 100))),
  constraint contests_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint contests_pkey PRIMARY KEY (id),
  constraint contests_token_key UNIQUE (token)
);

create table contractor_candidates (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  job_id uuid not null,
  name text not null,
  contact text not null default ''::text,
  minor bigint,
  currency text,
  note text not null default ''::text,
  state text not null default 'found'::text,
  chosen boolean not null default false,
  created_at timestamp with time zone not null default now(),
  version integer not null default 1,
  constraint contractor_candidates_check CHECK (((minor IS NULL) = (currency IS NULL))),
  constraint contractor_candidates_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint contractor_candidates_minor_check CHECK (((minor >= 0) AND (minor <= '1000000000000'::bigint))),
  constraint contractor_candidates_state_check CHECK ((state = ANY (ARRAY['found'::text, 'asked'::text, 'offered'::text, 'declined'::text]))),
  constraint contractor_candidates_job_id_fkey FOREIGN KEY (job_id) REFERENCES contractor_jobs(id) ON DELETE CASCADE,
  constraint contractor_candidates_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint contractor_candidates_pkey PRIMARY KEY (id)
);

create table contractor_files (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  job_id uuid not null,
  purpose text not null,
  media_id uuid,
  url text,
  name text not null default ''::text,
  created_at timestamp with time zone not null default now(),
  constraint contractor_files_check CHECK (((media_id IS NULL) <> (url IS NULL))),
  constraint contractor_files_purpose_check CHECK ((purpose = ANY (ARRAY['brief'::text, 'work'::text]))),
  constraint contractor_files_job_id_fkey FOREIGN KEY (job_id) REFERENCES contractor_jobs(id) ON DELETE CASCADE,
  constraint contractor_files_media_id_fkey FOREIGN KEY (media_id) REFERENCES media(id) ON DELETE CASCADE,
  constraint contractor_files_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint contractor_files_pkey PRIMARY KEY (id)
);

create table contractor_jobs (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  title text not null,
  brief text not null default ''::text,
  reason text not null default ''::text,
  place text not null default ''::text,
  criteria jsonb not null default '[]'::jsonb,
  deadline date,
  line_id uuid,
  work_id uuid,
  owner_id text,
  state text not null default 'brief'::text,
  minor bigint,
  currency text,
  rights text not null default ''::text,
  remind_days smallint not null default 2,
  reminded_for date,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  entry_id uuid,
  constraint contractor_jobs_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint contractor_jobs_minor_check CHECK (((minor >= 0) AND (minor <= '1000000000000'::bigint))),
  constraint contractor_jobs_remind_days_check CHECK (((remind_days >= 0) AND (remind_days <= 60))),
  constraint contractor_jobs_state_check CHECK ((state = ANY (ARRAY['brief'::text, 'looking'::text, 'agreed'::text, 'delivered'::text, 'changes'::text, 'accepted'::text, 'cancelled'::text]))),
  constraint contractor_jobs_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES budget_entries(id) ON DELETE SET NULL,
  constraint contractor_jobs_line_id_fkey FOREIGN KEY (line_id) REFERENCES budget_lines(id) ON DELETE SET NULL,
  constraint contractor_jobs_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id) ON DELETE SET NULL,
  constraint contractor_jobs_work_id_fkey FOREIGN KEY (work_id) REFERENCES team_works(id) ON DELETE SET NULL,
  constraint contractor_jobs_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint contractor_jobs_pkey PRIMARY KEY (id)
);

create table contractor_notes (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  job_id uuid not null,
  state text,
  words text not null default ''::text,
  author_id text,
  created_at timestamp with time zone not null default now(),
  work_id uuid,
  constraint contractor_notes_author_id_fkey FOREIGN KEY (author_id) REFERENCES users(id) ON DELETE SET NULL,
  constraint contractor_notes_job_id_fkey FOREIGN KEY (job_id) REFERENCES contractor_jobs(id) ON DELETE CASCADE,
  constraint contractor_notes_work_id_fkey FOREIGN KEY (work_id) REFERENCES team_works(id) ON DELETE SET NULL,
  constraint contractor_notes_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint contractor_notes_pkey PRIMARY KEY (id)
);

create table deliveries (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  post_id uuid not null,
  variant_id uuid,
  channel_id uuid not null,
  network text not null,
  state text not null default 'scheduled'::text,
  due_at timestamp with time zone not null,
  next_at timestamp with time zone not null,
  key text not null,
  content jsonb not null,
  digest text not null,
  prepared jsonb,
  prepared_at timestamp with time zone,
  pending jsonb,
  parts jsonb not null default '[]'::jsonb,
  worker_id text,
  attempts integer not null default 0,
  tries integer not null default 0,
  first_attempt_at timestamp with time zone,
  published_at timestamp with time zone,
  failure_kind text,
  failure_code text,
  failure_words text,
  cancelled_from text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  marked_by text,
  marked_at timestamp with time zone,
  marked_from text,
  behind boolean not null default false,
  constraint deliveries_failure_kind_check CHECK ((failure_kind = ANY (ARRAY['later'::text, 'reconnect'::text, 'rejected'::text, 'unknown'::text]))),
  constraint deliveries_state_check CHECK ((state = ANY (ARRAY['scheduled'::text, 'claimed'::text, 'sending'::text, 'sent'::text, 'published'::text, 'waiting'::text, 'handed'::text, 'failed'::text, 'in_doubt'::text, 'missed'::text, 'cancelled'::text]))),
  constraint deliveries_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channels(id) ON DELETE CASCADE,
  constraint deliveries_marked_by_fkey FOREIGN KEY (marked_by) REFERENCES users(id) ON DELETE SET NULL,
  constraint deliveries_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id) ON DELETE CASCADE,
  constraint deliveries_variant_id_fkey FOREIGN KEY (variant_id) REFERENCES variants(id) ON DELETE SET NULL,
  constraint deliveries_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint deliveries_pkey PRIMARY KEY (id),
  constraint deliveries_key_key UNIQUE (key)
);

create table delivery_uploads (
  workspace_id uuid not null,
  delivery_id uuid not null,
  done_bytes bigint not null,
  total_bytes bigint not null,
  told_at timestamp with time zone not null default clock_timestamp(),
  constraint delivery_uploads_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES deliveries(id) ON DELETE CASCADE,
  constraint delivery_uploads_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint delivery_uploads_pkey PRIMARY KEY (workspace_id, delivery_id)
);

create table film_conversions (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  media_id uuid not null,
  rule text not null,
  kind text not null,
  plan jsonb not null,
  networks text[] not null default '{}'::text[],
  state text not null default 'waiting'::text,
  due_at timestamp with time zone,
  progress smallint not null default 0,
  problem jsonb,
  result_id uuid,
  asked_by text,
  asked_kind text not null default 'system'::text,
  asked_name text not null default ''::text,
  tries smallint not null default 0,
  retry_at timestamp with time zone,
  held_until timestamp with time zone,
  hold uuid,
  begun_at timestamp with time zone,
  ended_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint film_conversions_asked_kind_check CHECK ((asked_kind = ANY (ARRAY['person'::text, 'key'::text, 'system'::text]))),
  constraint film_conversions_kind_check CHECK ((kind = ANY (ARRAY['fit'::text, 'trim'::text]))),
  constraint film_conversions_progress_check CHECK (((progress >= 0) AND (progress <= 1000))),
  constraint film_conversions_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'working'::text, 'done'::text, 'failed'::text, 'cancelled'::text]))),
  constraint film_conversions_media_id_fkey FOREIGN KEY (media_id) REFERENCES media(id) ON DELETE CASCADE,
  constraint film_conversions_result_id_fkey FOREIGN KEY (result_id) REFERENCES media(id) ON DELETE SET NULL,
  constraint film_conversions_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint film_conversions_pkey PRIMARY KEY (id)
);

create table goal_constraints (
  workspace_id uuid not null,
  goal_id uuid not null,
  place integer not null,
  metric text not null,
  manual_id uuid,
  bound text not null,
  value numeric not null,
  constraint goal_constraints_bound_check CHECK ((bound = ANY (ARRAY['most'::text, 'least'::text]))),
  constraint goal_constraints_check CHECK (((metric = 'manual'::text) = (manual_id IS NOT NULL))),
  constraint goal_constraints_goal_id_fkey FOREIGN KEY (goal_id) REFERENCES goals(id) ON DELETE CASCADE,
  constraint goal_constraints_manual_id_fkey FOREIGN KEY (manual_id) REFERENCES manual_metrics(id),
  constraint goal_constraints_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint goal_constraints_pkey PRIMARY KEY (workspace_id, goal_id, place)
);

create table goal_milestones (
  workspace_id uuid not null,
  goal_id uuid not null,
  day date not null,
  value numeric not null,
  constraint goal_milestones_goal_id_fkey FOREIGN KEY (goal_id) REFERENCES goals(id) ON DELETE CASCADE,
  constraint goal_milestones_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint goal_milestones_pkey PRIMARY KEY (workspace_id, goal_id, day)
);

create table goals (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  name text not null,
  metric text not null,
  scope_kind text not null default 'workspace'::text,
  scope_id text,
  baseline numeric not null,
  target numeric not null,
  metric_version integer not null default 1,
  baseline_from date,
  baseline_to date,
  starts_on date not null,
  deadline date not null,
  owner_id text,
  created_at timestamp with time zone not null default now(),
  archived_at timestamp with time zone,
  parent_id uuid,
  objective text,
  business_value text not null default ''::text,
  people text not null default ''::text,
  money text not null default ''::text,
  floor numeric,
  manual_id uuid,
  plan_from date,
  plan_to date,
  constraint goals_manual CHECK (((metric = 'manual'::text) = (manual_id IS NOT NULL))),
  constraint goals_objective_check CHECK ((objective = ANY (ARRAY['awareness'::text, 'traffic'::text, 'leads'::text, 'sales'::text, 'loyalty'::text, 'support'::text, 'hiring'::text, 'reputation'::text]))),
  constraint goals_plan CHECK (((metric = 'posts_planned'::text) = ((plan_from IS NOT NULL) AND (plan_to IS NOT NULL)))),
  constraint goals_scope_kind_check CHECK ((scope_kind = ANY (ARRAY['workspace'::text, 'network'::text, 'channel'::text, 'campaign'::text, 'segment'::text]))),
  constraint goals_manual_id_fkey FOREIGN KEY (manual_id) REFERENCES manual_metrics(id),
  constraint goals_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id) ON DELETE SET NULL,
  constraint goals_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES goals(id) ON DELETE SET NULL,
  constraint goals_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint goals_pkey PRIMARY KEY (id)
);

create table handovers (
  workspace_id uuid not null,
  delivery_id uuid not null,
  handed_at timestamp with time zone not null,
  taken_by text,
  taken_at timestamp with time zone,
  remind_at timestamp with time zone,
  reminders integer not null default 0,
  changed_at timestamp with time zone,
  reason text,
  constraint handovers_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES deliveries(id) ON DELETE CASCADE,
  constraint handovers_taken_by_fkey FOREIGN KEY (taken_by) REFERENCES users(id) ON DELETE SET NULL,
  constraint handovers_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint handovers_pkey PRIMARY KEY (delivery_id)
);

create table hashtag_sets (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  name text not null,
  tags text[] not null,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint hashtag_sets_tags_check CHECK (((cardinality(tags) >= 1) AND (cardinality(tags) <= 30))),
  constraint hashtag_sets_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint hashtag_sets_pkey PRIMARY KEY (id)
);

create table hook_calls (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  hook_id uuid not null,
  event text not null,
  body jsonb not null,
  state text not null default 'waiting'::text,
  tries integer not null default 0,
  status integer,
  words text,
  created_at timestamp with time zone not null default now(),
  next_at timestamp with time zone,
  finished_at timestamp with time zone,
  constraint hook_calls_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'done'::text, 'failed'::text]))),
  constraint hook_calls_hook_id_fkey FOREIGN KEY (hook_id) REFERENCES hooks(id) ON DELETE CASCADE,
  constraint hook_calls_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint hook_calls_pkey PRIMARY KEY (id)
);

create table hooks (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  url text not null,
  events text[] not null,
  sealed bytea not null,
  key_id text not null,
  state text not null default 'active'::text,
  created_at timestamp with time zone not null default now(),
  constraint hooks_state_check CHECK ((state = ANY (ARRAY['active'::text, 'paused'::text]))),
  constraint hooks_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint hooks_pkey PRIMARY KEY (id)
);

create table idempotency_keys (
  workspace_id uuid not null,
  key text not null,
  route text not null,
  request_digest text not null,
  status integer,
  response jsonb,
  created_at timestamp with time zone not null default now(),
  constraint idempotency_keys_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint idempotency_keys_pkey PRIMARY KEY (workspace_id, key)
);

create table import_mappings (
  workspace_id uuid not null,
  signature text not null,
  settings jsonb not null,
  used_at timestamp with time zone not null default now(),
  constraint import_mappings_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint import_mappings_pkey PRIMARY KEY (workspace_id, signature)
);

create table influencers (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  name text not null,
  handle text not null default ''::text,
  note text not null default ''::text,
  connection jsonb not null,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  archived_at timestamp with time zone,
  constraint influencers_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint influencers_pkey PRIMARY KEY (id)
);

create table invitations (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  email text not null,
  role text not null,
  digest bytea,
  made_by text not null,
  mailed_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  channel_roles jsonb,
  constraint invitations_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'manager'::text, 'editor'::text, 'contributor'::text, 'moderator'::text, 'analyst'::text, 'client'::text]))),
  constraint invitations_made_by_fkey FOREIGN KEY (made_by) REFERENCES users(id) ON DELETE CASCADE,
  constraint invitations_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint invitations_pkey PRIMARY KEY (id),
  constraint invitations_digest_key UNIQUE (digest),
  constraint invitations_workspace_id_email_key UNIQUE (workspace_id, email)
);

create table lanes (
  channel_id uuid not null,
  workspace_id uuid not null,
  next_at timestamp with time zone not null,
  worker_id text,
  constraint lanes_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channels(id) ON DELETE CASCADE,
  constraint lanes_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint lanes_pkey PRIMARY KEY (channel_id)
);

create table limits (
  scope text not null,
  remaining integer,
  resets_at timestamp with time zone,
  blocked_until timestamp with time zone,
  updated_at timestamp with time zone not null default now(),
  constraint limits_pkey PRIMARY KEY (scope)
);

create table link_cards (
  workspace_id uuid not null,
  digest text not null,
  url text not null,
  title text not null,
  description text not null,
  media_id uuid,
  read_at timestamp with time zone not null,
  constraint link_cards_media_id_fkey FOREIGN KEY (media_id) REFERENCES media(id) ON DELETE SET NULL,
  constraint link_cards_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint link_cards_pkey PRIMARY KEY (workspace_id, digest)
);

create table link_rules (
  workspace_id uuid not null,
  enabled boolean not null default true,
  source text not null,
  medium text not null,
  campaign text not null,
  term text not null default ''::text,
  content text not null default ''::text,
  excluded text[] not null default '{}'::text[],
  version integer not null default 1,
  updated_at timestamp with time zone not null default now(),
  constraint link_rules_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint link_rules_pkey PRIMARY KEY (workspace_id)
);

create table manual_metrics (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  name text not null,
  unit text not null default ''::text,
  created_at timestamp with time zone not null default now(),
  archived_at timestamp with time zone,
  constraint manual_metrics_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint manual_metrics_pkey PRIMARY KEY (id)
);

create table manual_values (
  workspace_id uuid not null,
  metric_id uuid not null,
  week date not null,
  value numeric not null,
  constraint manual_values_week_check CHECK ((EXTRACT(isodow FROM week) = (1)::numeric)),
  constraint manual_values_metric_id_fkey FOREIGN KEY (metric_id) REFERENCES manual_metrics(id) ON DELETE CASCADE,
  constraint manual_values_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint manual_values_pkey PRIMARY KEY (workspace_id, metric_id, week)
);

create table media (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  digest text not null,
  upload_digest text not null,
  kind text not null,
  mime text not null,
  bytes bigint not null,
  width integer not null,
  height integer not null,
  duration_ms integer,
  file_name text not null,
  alt text not null default ''::text,
  storage_key text not null,
  animated boolean not null default false,
  created_by text,
  created_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  brought_by text[] not null default '{}'::text[],
  folder_id uuid,
  tags text[] not null default '{}'::text[],
  search_text text not null default ''::text,
  owner text not null default ''::text,
  licence text,
  terms text not null default ''::text,
  usable_until date,
  consent text,
  constraint media_consent_check CHECK ((consent = ANY (ARRAY['not_needed'::text, 'asked'::text, 'given'::text, 'withdrawn'::text]))),
  constraint media_kind_check CHECK ((kind = ANY (ARRAY['image'::text, 'video'::text]))),
  constraint media_licence_check CHECK ((licence = ANY (ARRAY['own'::text, 'bought'::text, 'free'::text, 'permission'::text, 'unclear'::text]))),
  constraint media_owner_check CHECK ((length(owner) <= 200)),
  constraint media_terms_check CHECK ((length(terms) <= 2000)),
  constraint media_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id) ON DELETE SET NULL,
  constraint media_folder_id_fkey FOREIGN KEY (folder_id) REFERENCES media_folders(id) ON DELETE SET NULL,
  constraint media_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint media_pkey PRIMARY KEY (id),
  constraint media_workspace_id_upload_digest_key UNIQUE (workspace_id, upload_digest)
);

create table media_captions (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  media_id uuid not null,
  language text not null,
  file_name text not null,
  digest text not null,
  words text not null,
  created_at timestamp with time zone not null default now(),
  replaced_at timestamp with time zone,
  constraint media_captions_language_check CHECK (((length(language) >= 2) AND (length(language) <= 35))),
  constraint media_captions_media_id_fkey FOREIGN KEY (media_id) REFERENCES media(id) ON DELETE CASCADE,
  constraint media_captions_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint media_captions_pkey PRIMARY KEY (id)
);

create table media_edits (
  workspace_id uuid not null,
  media_id uuid not null,
  source_id uuid not null,
  recipe jsonb not null,
  created_at timestamp with time zone not null default now(),
  constraint media_edits_check CHECK ((media_id <> source_id)),
  constraint media_edits_media_id_fkey FOREIGN KEY (media_id) REFERENCES media(id) ON DELETE CASCADE,
  constraint media_edits_source_id_fkey FOREIGN KEY (source_id) REFERENCES media(id) ON DELETE CASCADE,
  constraint media_edits_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint media_edits_pkey PRIMARY KEY (workspace_id, media_id)
);

create table media_films (
  workspace_id uuid not null,
  media_id uuid not null,
  facts jsonb,
  looked_at timestamp with time zone not null default now(),
  cover text,
  cover_ms integer,
  constraint media_films_cover_ms_check CHECK ((cover_ms >= 0)),
  constraint media_films_media_id_fkey FOREIGN KEY (media_id) REFERENCES media(id) ON DELETE CASCADE,
  constraint media_films_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint media_films_pkey PRIMARY KEY (workspace_id, media_id)
);

create table media_folders (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  parent_id uuid,
  name text not null,
  created_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  constraint media_folders_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80))),
  constraint media_folders_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES media_folders(id) ON DELETE SET NULL,
  constraint media_folders_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint media_folders_pkey PRIMARY KEY (id)
);

create table media_forms (
  media_id uuid not null,
  rule text not null,
  storage_key text not null,
  mime text not null,
  bytes bigint not null,
  width integer not null,
  height integer not null,
  digest text not null,
  constraint media_forms_media_id_fkey FOREIGN KEY (media_id) REFERENCES media(id) ON DELETE CASCADE,
  constraint media_forms_pkey PRIMARY KEY (media_id, rule)
);

create table media_pieces (
  upload_id uuid not null,
  number integer not null,
  bytes integer not null,
  digest text not null,
  constraint media_pieces_number_check CHECK ((number >= 0)),
  constraint media_pieces_upload_id_fkey FOREIGN KEY (upload_id) REFERENCES media_uploads(id) ON DELETE CASCADE,
  constraint media_pieces_pkey PRIMARY KEY (upload_id, number)
);

create table media_proofs (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  media_id uuid not null,
  file_name text not null,
  mime text not null,
  bytes bigint not null,
  digest text not null,
  storage_key text not null,
  created_at timestamp with time zone not null default now(),
  constraint media_proofs_media_id_fkey FOREIGN KEY (media_id) REFERENCES media(id) ON DELETE CASCADE,
  constraint media_proofs_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint media_proofs_pkey PRIMARY KEY (id)
);

create table media_uploads (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  bringer text,
  bringer_kind text not null default 'person'::text,
  bringer_name text not null default ''::text,
  file_name text not null,
  mark text not null default ''::text,
  source_url text,
  bytes bigint,
  piece_bytes integer not null default 0,
  digest text,
  received bigint not null default 0,
  state text not null default 'receiving'::text,
  problem jsonb,
  media_id uuid,
  tries smallint not null default 0,
  retry_at timestamp with time zone,
  held_until timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  constraint media_uploads_bringer_kind_check CHECK ((bringer_kind = ANY (ARRAY['person'::text, 'key'::text, 'system'::text]))),
  constraint media_uploads_state_check CHECK ((state = ANY (ARRAY['receiving'::text, 'finishing'::text, 'done'::text, 'failed'::text]))),
  constraint media_uploads_media_id_fkey FOREIGN KEY (media_id) REFERENCES media(id) ON DELETE SET NULL,
  constraint media_uploads_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint media_uploads_pkey PRIMARY KEY (id)
);

create table members (
  workspace_id uuid not null,
  user_id text not null,
  role text not null,
  created_at timestamp with time zone not null default now(),
  channel_roles jsonb,
  constraint members_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'manager'::text, 'editor'::text, 'contributor'::text, 'moderator'::text, 'analyst'::text, 'client'::text]))),
  constraint members_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint members_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint members_pkey PRIMARY KEY (workspace_id, user_id)
);

create table metric_import_mappings (
  workspace_id uuid not null,
  channel_id uuid not null,
  signature text not null,
  settings jsonb not null,
  used_at timestamp with time zone not null default now(),
  constraint metric_import_mappings_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channels(id) ON DELETE CASCADE,
  constraint metric_import_mappings_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint metric_import_mappings_pkey PRIMARY KEY (workspace_id, channel_id, signature)
);

create table metric_import_rows (
  workspace_id uuid not null,
  import_id uuid not null,
  n integer not null,
  cells text[] not null,
  state text not null default 'new'::text,
  notes jsonb not null default '[]'::jsonb,
  publication_id uuid,
  said jsonb not null default '[]'::jsonb,
  constraint metric_import_rows_state_check CHECK ((state = ANY (ARRAY['new'::text, 'good'::text, 'warned'::text, 'bad'::text, 'idle'::text, 'written'::text, 'undone'::text]))),
  constraint metric_import_rows_import_id_fkey FOREIGN KEY (import_id) REFERENCES metric_imports(id) ON DELETE CASCADE,
  constraint metric_import_rows_publication_id_fkey FOREIGN KEY (publication_id) REFERENCES publications(id) ON DELETE SET NULL,
  constraint metric_import_rows_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint metric_import_rows_pkey PRIMARY KEY (workspace_id, import_id, n)
);

create table metric_imports (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  channel_id uuid not null,
  file_name text not null,
  form text not null,
  digest text not null,
  encoding text,
  delimiter text,
  sheet text,
  sheets text[] not null default '{}'::text[],
  header text[] not null,
  signature text not null,
  settings jsonb not null,
  state text not null default 'read'::text,
  rows integer not null,
  written integer not null default 0,
  tells text[] not null default '{}'::text[],
  version integer not null default 1,
  made_by text,
  made_key uuid,
  run_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint metric_imports_form_check CHECK ((form = ANY (ARRAY['csv'::text, 'xlsx'::text, 'json'::text]))),
  constraint metric_imports_state_check CHECK ((state = ANY (ARRAY['read'::text, 'checked'::text, 'done'::text, 'undone'::text]))),
  constraint metric_imports_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channels(id) ON DELETE CASCADE,
  constraint metric_imports_made_by_fkey FOREIGN KEY (made_by) REFERENCES users(id) ON DELETE SET NULL,
  constraint metric_imports_made_key_fkey FOREIGN KEY (made_key) REFERENCES api_keys(id) ON DELETE SET NULL,
  constraint metric_imports_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint metric_imports_pkey PRIMARY KEY (id)
);

create table metric_latest (
  workspace_id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  metric text not null,
  at timestamp with time zone not null,
  value double precision not null,
  import_id uuid,
  wins boolean not null default false,
  constraint metric_latest_subject_kind_check CHECK ((subject_kind = ANY (ARRAY['channel'::text, 'publication'::text]))),
  constraint metric_latest_import_id_fkey FOREIGN KEY (import_id) REFERENCES metric_imports(id) ON DELETE SET NULL,
  constraint metric_latest_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint metric_latest_pkey PRIMARY KEY (workspace_id, subject_kind, subject_id, metric)
);

create table metric_points (
  workspace_id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  metric text not null,
  at timestamp with time zone not null,
  value double precision not null,
  source text not null,
  import_id uuid,
  wins boolean not null default false,
  constraint metric_points_source_check CHECK ((source = ANY (ARRAY['network'::text, 'import'::text, 'manual'::text, 'demo'::text]))),
  constraint metric_points_subject_kind_check CHECK ((subject_kind = ANY (ARRAY['channel'::text, 'publication'::text]))),
  constraint metric_points_import_id_fkey FOREIGN KEY (import_id) REFERENCES metric_imports(id) ON DELETE SET NULL,
  constraint metric_points_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint metric_points_pkey PRIMARY KEY (workspace_id, subject_kind, subject_id, metric, at)
);

create table metric_points_replaced (
  workspace_id uuid not null,
  import_id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  metric text not null,
  at timestamp with time zone not null,
  value double precision not null,
  source text not null,
  from_import uuid,
  wins boolean not null,
  constraint metric_points_replaced_from_import_fkey FOREIGN KEY (from_import) REFERENCES metric_imports(id) ON DELETE SET NULL,
  constraint metric_points_replaced_import_id_fkey FOREIGN KEY (import_id) REFERENCES metric_imports(id) ON DELETE CASCADE,
  constraint metric_points_replaced_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint metric_points_replaced_pkey PRIMARY KEY (workspace_id, import_id, subject_kind, subject_id, metric, at)
);

create table migrations (
  name text not null,
  digest text not null,
  applied_at timestamp with time zone not null default now(),
  constraint migrations_pkey PRIMARY KEY (name)
);

create table moves (
  id uuid not null default new_id(),
  kind text not null,
  organisation_id uuid not null,
  workspace_id uuid,
  user_id text,
  actor_name text not null,
  name text,
  state text not null default 'waiting'::text,
  done integer not null default 0,
  total integer,
  seen_at timestamp with time zone not null default now(),
  bytes bigint,
  report jsonb,
  code text,
  words text,
  created_at timestamp with time zone not null default now(),
  finished_at timestamp with time zone,
  expires_at timestamp with time zone,
  constraint moves_kind_check CHECK ((kind = ANY (ARRAY['export'::text, 'import'::text]))),
  constraint moves_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text]))),
  constraint moves_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id) ON DELETE CASCADE,
  constraint moves_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint moves_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint moves_pkey PRIMARY KEY (id)
);

create table network_apps (
  network text not null,
  server text not null,
  sealed bytea not null,
  key_id text not null,
  created_at timestamp with time zone not null default now(),
  shared_at timestamp with time zone,
  constraint network_apps_pkey PRIMARY KEY (network, server)
);

create table notification_reads (
  notification_id uuid not null,
  user_id text not null,
  read_at timestamp with time zone not null default now(),
  constraint notification_reads_notification_id_fkey FOREIGN KEY (notification_id) REFERENCES notifications(id) ON DELETE CASCADE,
  constraint notification_reads_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint notification_reads_pkey PRIMARY KEY (notification_id, user_id)
);

create table notification_settings (
  workspace_id uuid not null,
  user_id text not null,
  kind text not null,
  mail boolean not null,
  push boolean,
  constraint notification_settings_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint notification_settings_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint notification_settings_pkey PRIMARY KEY (workspace_id, user_id, kind)
);

create table notifications (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  kind text not null,
  subject_kind text not null,
  subject_id text not null,
  facts jsonb not null default '{}'::jsonb,
  count integer not null default 1,
  created_at timestamp with time zone not null default now(),
  resolved_at timestamp with time zone,
  mailed_at timestamp with time zone,
  for_people text[],
  pushed_at timestamp with time zone,
  constraint notifications_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint notifications_pkey PRIMARY KEY (id)
);

create table oauth_clients (
  id text not null,
  name text not null,
  redirect_uris text[] not null,
  created_at timestamp with time zone not null default now(),
  read_at timestamp with time zone not null default now(),
  used_at timestamp with time zone,
  constraint oauth_clients_pkey PRIMARY KEY (id)
);

create table oauth_codes (
  digest bytea not null,
  key_id uuid not null,
  redirect_uri text not null,
  challenge text not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint oauth_codes_key_id_fkey FOREIGN KEY (key_id) REFERENCES api_keys(id) ON DELETE CASCADE,
  constraint oauth_codes_pkey PRIMARY KEY (digest)
);

create table organisation_members (
  organisation_id uuid not null,
  user_id text not null,
  role text not null,
  created_at timestamp with time zone not null default now(),
  constraint organisation_members_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'member'::text]))),
  constraint organisation_members_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id) ON DELETE CASCADE,
  constraint organisation_members_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint organisation_members_pkey PRIMARY KEY (organisation_id, user_id)
);

create table organisations (
  id uuid not null default new_id(),
  name text not null,
  created_at timestamp with time zone not null default now(),
  constraint organisations_pkey PRIMARY KEY (id)
);

create table overrules (
  workspace_id uuid not null,
  post_id uuid not null,
  code text not null,
  about text not null default ''::text,
  user_id text,
  at timestamp with time zone not null default now(),
  constraint overrules_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id) ON DELETE CASCADE,
  constraint overrules_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE SET NULL,
  constraint overrules_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint overrules_pkey PRIMARY KEY (workspace_id, post_id, code, about)
);

create table passkey_challenges (
  digest bytea not null,
  user_id text,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint passkey_challenges_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint passkey_challenges_pkey PRIMARY KEY (digest)
);

create table passkeys (
  id uuid not null default new_id(),
  user_id text not null,
  credential_id text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}'::text[],
  synced boolean not null,
  name text not null,
  created_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint passkeys_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint passkeys_pkey PRIMARY KEY (id),
  constraint passkeys_credential_id_key UNIQUE (credential_id)
);

create table password_exceptions (
  user_id text not null,
  until timestamp with time zone not null,
  constraint password_exceptions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint password_exceptions_pkey PRIMARY KEY (user_id)
);

create table password_links (
  id uuid not null default new_id(),
  user_id text not null,
  digest bytea not null,
  made_by text,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  mailed boolean not null default false,
  constraint password_links_made_by_fkey FOREIGN KEY (made_by) REFERENCES users(id) ON DELETE CASCADE,
  constraint password_links_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint password_links_pkey PRIMARY KEY (id),
  constraint password_links_digest_key UNIQUE (digest)
);

create table personas (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  name text not null,
  kind text not null,
  portrait text not null default ''::text,
  facts jsonb not null default '[]'::jsonb,
  media_id uuid,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  archived_at timestamp with time zone,
  constraint personas_kind_check CHECK ((kind = ANY (ARRAY['b2c'::text, 'b2b'::text]))),
  constraint personas_media_id_fkey FOREIGN KEY (media_id) REFERENCES media(id) ON DELETE SET NULL,
  constraint personas_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint personas_pkey PRIMARY KEY (id)
);

create table pillars (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  name text not null,
  about text not null default ''::text,
  share smallint not null default 0,
  goal_id uuid,
  "position" smallint not null default 0,
  created_at timestamp with time zone not null default now(),
  archived_at timestamp with time zone,
  persona_id uuid,
  constraint pillars_share_check CHECK (((share >= 0) AND (share <= 100))),
  constraint pillars_goal_id_fkey FOREIGN KEY (goal_id) REFERENCES goals(id) ON DELETE SET NULL,
  constraint pillars_persona_id_fkey FOREIGN KEY (persona_id) REFERENCES personas(id) ON DELETE SET NULL,
  constraint pillars_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint pillars_pkey PRIMARY KEY (id)
);

create table pilots (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  name text not null,
  metric text not null,
  channels jsonb not null,
  weeks smallint not null,
  per_week smallint not null,
  care numeric not null,
  starts_on date not null,
  state text not null default 'running'::text,
  halted_on date,
  pauses jsonb not null default '[]'::jsonb,
  verdict jsonb,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  constraint pilots_care_check CHECK (((care > (0)::numeric) AND (care < (1)::numeric))),
  constraint pilots_per_week_check CHECK (((per_week >= 1) AND (per_week <= 14))),
  constraint pilots_state_check CHECK ((state = ANY (ARRAY['running'::text, 'paused'::text, 'stopped'::text]))),
  constraint pilots_weeks_check CHECK (((weeks >= 2) AND (weeks <= 12))),
  constraint pilots_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint pilots_pkey PRIMARY KEY (id)
);

create table plan_templates (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  name text not null,
  about text not null default ''::text,
  content jsonb not null,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint plan_templates_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint plan_templates_pkey PRIMARY KEY (id)
);

create table planned_posts (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  channel_id uuid not null,
  wish_at timestamp without time zone not null,
  wish_zone text not null,
  at timestamp with time zone not null,
  category text not null,
  pillar_id uuid,
  rubric_id uuid,
  campaign_id uuid,
  goal_id uuid,
  appeal text,
  occasion text,
  hint text not null default ''::text,
  fixed boolean not null default false,
  post_id uuid,
  created_at timestamp with time zone not null default now(),
  persona_id uuid,
  constraint planned_posts_appeal_check CHECK ((appeal = ANY (ARRAY['provocation'::text, 'instruction'::text, 'medal'::text, 'laugh'::text]))),
  constraint planned_posts_category_check CHECK ((category = ANY (ARRAY['engaging'::text, 'brand'::text, 'educational'::text, 'promotional'::text]))),
  constraint planned_posts_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaigns(id) ON DELETE SET NULL,
  constraint planned_posts_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channels(id) ON DELETE CASCADE,
  constraint planned_posts_goal_id_fkey FOREIGN KEY (goal_id) REFERENCES goals(id) ON DELETE SET NULL,
  constraint planned_posts_persona_id_fkey FOREIGN KEY (persona_id) REFERENCES personas(id) ON DELETE SET NULL,
  constraint planned_posts_pillar_id_fkey FOREIGN KEY (pillar_id) REFERENCES pillars(id) ON DELETE SET NULL,
  constraint planned_posts_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id) ON DELETE SET NULL,
  constraint planned_posts_rubric_id_fkey FOREIGN KEY (rubric_id) REFERENCES rubrics(id) ON DELETE SET NULL,
  constraint planned_posts_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint planned_posts_pkey PRIMARY KEY (id)
);

create table post_company (
  workspace_id uuid not null,
  post_id uuid not null,
  person_id text not null,
  tab uuid not null,
  channel_id uuid,
  writes boolean not null,
  since timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  constraint post_company_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channels(id) ON DELETE CASCADE,
  constraint post_company_person_id_fkey FOREIGN KEY (person_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint post_company_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id) ON DELETE CASCADE,
  constraint post_company_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint post_company_pkey PRIMARY KEY (workspace_id, post_id, person_id, tab)
);

create table post_import_rows (
  workspace_id uuid not null,
  import_id uuid not null,
  n integer not null,
  cells text[] not null,
  state text not null default 'new'::text,
  notes jsonb not null default '[]'::jsonb,
  body jsonb,
  post_id uuid,
  made_version integer,
  constraint post_import_rows_state_check CHECK ((state = ANY (ARRAY['new'::text, 'good'::text, 'warned'::text, 'bad'::text, 'made'::text, 'there'::text, 'failed'::text, 'kept'::text, 'undone'::text]))),
  constraint post_import_rows_import_id_fkey FOREIGN KEY (import_id) REFERENCES post_imports(id) ON DELETE CASCADE,
  constraint post_import_rows_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id) ON DELETE SET NULL,
  constraint post_import_rows_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint post_import_rows_pkey PRIMARY KEY (workspace_id, import_id, n)
);

create table post_imports (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  file_name text not null,
  form text not null,
  digest text not null,
  encoding text,
  delimiter text,
  sheet text,
  sheets text[] not null default '{}'::text[],
  header text[] not null,
  signature text not null,
  settings jsonb not null,
  state text not null default 'read'::text,
  done integer not null default 0,
  rows integer not null,
  words text,
  version integer not null default 1,
  made_by text,
  made_key uuid,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint post_imports_form_check CHECK ((form = ANY (ARRAY['csv'::text, 'xlsx'::text, 'json'::text]))),
  constraint post_imports_state_check CHECK ((state = ANY (ARRAY['read'::text, 'checking'::text, 'checked'::text, 'running'::text, 'done'::text, 'undoing'::text, 'undone'::text, 'failed'::text]))),
  constraint post_imports_made_by_fkey FOREIGN KEY (made_by) REFERENCES users(id) ON DELETE SET NULL,
  constraint post_imports_made_key_fkey FOREIGN KEY (made_key) REFERENCES api_keys(id) ON DELETE SET NULL,
  constraint post_imports_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint post_imports_pkey PRIMARY KEY (id)
);

create table post_media (
  workspace_id uuid not null,
  post_id uuid not null,
  media_id uuid not null,
  constraint post_media_media_id_fkey FOREIGN KEY (media_id) REFERENCES media(id) ON DELETE CASCADE,
  constraint post_media_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id) ON DELETE CASCADE,
  constraint post_media_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint post_media_pkey PRIMARY KEY (post_id, media_id)
);

create table post_rules (
  workspace_id uuid not null,
  version integer not null default 1,
  banned jsonb not null default '[]'::jsonb,
  reading text,
  most_emoji integer,
  most_hashtags integer,
  most_exclamations integer,
  silent text[] not null default '{}'::text[],
  updated_at timestamp with time zone not null default now(),
  constraint post_rules_most_emoji_check CHECK (((most_emoji >= 0) AND (most_emoji <= 100))),
  constraint post_rules_most_exclamations_check CHECK (((most_exclamations >= 0) AND (most_exclamations <= 100))),
  constraint post_rules_most_hashtags_check CHECK (((most_hashtags >= 0) AND (most_hashtags <= 100))),
  constraint post_rules_reading_check CHECK ((reading = ANY (ARRAY['easy'::text, 'plain'::text, 'hard'::text]))),
  constraint post_rules_version_check CHECK ((version > 0)),
  constraint post_rules_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint post_rules_pkey PRIMARY KEY (workspace_id)
);

create table post_source_items (
  workspace_id uuid not null,
  source_id uuid not null,
  key text not null,
  digest text not null,
  title text not null,
  url text,
  state text not null,
  words text,
  post_id uuid,
  published_at timestamp with time zone,
  seen_at timestamp with time zone not null default now(),
  claimed_at timestamp with time zone,
  constraint post_source_items_state_check CHECK ((state = ANY (ARRAY['made'::text, 'left_out'::text, 'known'::text, 'failed'::text]))),
  constraint post_source_items_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id) ON DELETE SET NULL,
  constraint post_source_items_source_id_fkey FOREIGN KEY (source_id) REFERENCES post_sources(id) ON DELETE CASCADE,
  constraint post_source_items_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint post_source_items_pkey PRIMARY KEY (workspace_id, source_id, key)
);

create table post_sources (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  name text not null,
  url text not null,
  state text not null default 'running'::text,
  rules jsonb not null,
  publish text not null default 'draft'::text,
  etag text,
  last_modified text,
  fetched_at timestamp with time zone,
  next_at timestamp with time zone not null default now(),
  failures integer not null default 0,
  trouble text,
  version integer not null default 1,
  made_by text,
  made_key uuid,
  created_at timestamp with time zone not null default now(),
  constraint post_sources_publish_check CHECK ((publish = ANY (ARRAY['draft'::text, 'proposed'::text, 'scheduled'::text]))),
  constraint post_sources_state_check CHECK ((state = ANY (ARRAY['running'::text, 'paused'::text]))),
  constraint post_sources_made_by_fkey FOREIGN KEY (made_by) REFERENCES users(id) ON DELETE SET NULL,
  constraint post_sources_made_key_fkey FOREIGN KEY (made_key) REFERENCES api_keys(id) ON DELETE SET NULL,
  constraint post_sources_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint post_sources_pkey PRIMARY KEY (id)
);

create table post_templates (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  name text not null,
  body jsonb not null,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  archived_at timestamp with time zone,
  constraint post_templates_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint post_templates_pkey PRIMARY KEY (id)
);

create table post_versions (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  post_id uuid not null,
  version integer not null,
  content jsonb not null,
  variants jsonb not null,
  fields text[] not null default '{}'::text[],
  person_id text,
  by_name text,
  restored_from integer,
  begun_at timestamp with time zone not null,
  saved_at timestamp with time zone not null,
  machine_made jsonb not null default '[]'::jsonb,
  constraint post_versions_machine_made_check CHECK ((jsonb_typeof(machine_made) = 'array'::text)),
  constraint post_versions_person_id_fkey FOREIGN KEY (person_id) REFERENCES users(id) ON DELETE SET NULL,
  constraint post_versions_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id) ON DELETE CASCADE,
  constraint post_versions_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint post_versions_pkey PRIMARY KEY (id),
  constraint post_versions_workspace_id_post_id_version_key UNIQUE (workspace_id, post_id, version)
);

create table post_words (
  channel_id uuid not null,
  hash integer not null,
  at timestamp with time zone not null,
  post_id uuid not null,
  constraint post_words_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channels(id) ON DELETE CASCADE,
  constraint post_words_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id) ON DELETE CASCADE,
  constraint post_words_pkey PRIMARY KEY (channel_id, hash, at, post_id)
);

create table posts (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  stage text not null default 'draft'::text,
  content jsonb not null,
  search_text text not null default ''::text,
  category text,
  campaign_id uuid,
  goal_id uuid,
  wish_at timestamp without time zone,
  wish_zone text,
  author_id text,
  version integer not null default 1,
  changes jsonb not null default '{}'::jsonb,
  client_id uuid,
  declined_words text,
  deleted_plans jsonb,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  author_gone boolean not null default false,
  pillar_id uuid,
  persona_id uuid,
  appeal text,
  connection jsonb,
  evidence jsonb not null default '[]'::jsonb,
  machine_made jsonb not null default '[]'::jsonb,
  at_once boolean not null default false,
  influencer_id uuid,
  constraint posts_appeal_check CHECK ((appeal = ANY (ARRAY['provocation'::text, 'instruction'::text, 'medal'::text, 'laugh'::text]))),
  constraint posts_category_check CHECK ((category = ANY (ARRAY['engaging'::text, 'brand'::text, 'educational'::text, 'promotional'::text]))),
  constraint posts_machine_made_check CHECK ((jsonb_typeof(machine_made) = 'array'::text)),
  constraint posts_stage_check CHECK ((stage = ANY (ARRAY['draft'::text, 'proposed'::text, 'scheduled'::text]))),
  constraint posts_author_id_fkey FOREIGN KEY (author_id) REFERENCES users(id) ON DELETE SET NULL,
  constraint posts_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaigns(id) ON DELETE SET NULL,
  constraint posts_goal_id_fkey FOREIGN KEY (goal_id) REFERENCES goals(id) ON DELETE SET NULL,
  constraint posts_influencer_id_fkey FOREIGN KEY (influencer_id) REFERENCES influencers(id) ON DELETE SET NULL,
  constraint posts_persona_id_fkey FOREIGN KEY (persona_id) REFERENCES personas(id) ON DELETE SET NULL,
  constraint posts_pillar_id_fkey FOREIGN KEY (pillar_id) REFERENCES pillars(id) ON DELETE SET NULL,
  constraint posts_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint posts_pkey PRIMARY KEY (id),
  constraint posts_workspace_id_client_id_key UNIQUE (workspace_id, client_id)
);

create table presence_accounts (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  network text not null,
  handle text not null,
  url text,
  note text not null default ''::text,
  created_at timestamp with time zone not null default now(),
  removed_at timestamp with time zone,
  constraint presence_accounts_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint presence_accounts_pkey PRIMARY KEY (id)
);

create table presence_evidence (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  suspect_id uuid not null,
  taken_by text,
  taken_at timestamp with time zone not null,
  body text not null,
  digest text not null,
  picture_id uuid,
  own_picture_id uuid,
  constraint presence_evidence_own_picture_id_fkey FOREIGN KEY (own_picture_id) REFERENCES presence_pictures(id) ON DELETE SET NULL,
  constraint presence_evidence_picture_id_fkey FOREIGN KEY (picture_id) REFERENCES presence_pictures(id) ON DELETE SET NULL,
  constraint presence_evidence_suspect_id_fkey FOREIGN KEY (suspect_id) REFERENCES suspects(id) ON DELETE CASCADE,
  constraint presence_evidence_taken_by_fkey FOREIGN KEY (taken_by) REFERENCES users(id) ON DELETE SET NULL,
  constraint presence_evidence_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint presence_evidence_pkey PRIMARY KEY (id)
);

create table presence_pictures (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  source_digest text not null,
  digest text not null,
  mime text not null,
  bytes bytea not null,
  hash jsonb,
  created_at timestamp with time zone not null default now(),
  constraint presence_pictures_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint presence_pictures_pkey PRIMARY KEY (id),
  constraint presence_pictures_workspace_id_source_digest_key UNIQUE (workspace_id, source_digest)
);

create table presence_runs (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  number integer not null,
  cause text not null,
  started_by text,
  state text not null default 'waiting'::text,
  findings jsonb not null default '[]'::jsonb,
  gaps jsonb not null default '[]'::jsonb,
  difference jsonb,
  requests integer not null default 0,
  tries smallint not null default 0,
  created_at timestamp with time zone not null default now(),
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  constraint presence_runs_cause_check CHECK ((cause = ANY (ARRAY['person'::text, 'rhythm'::text]))),
  constraint presence_runs_number_check CHECK ((number > 0)),
  constraint presence_runs_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'partial'::text, 'failed'::text]))),
  constraint presence_runs_started_by_fkey FOREIGN KEY (started_by) REFERENCES users(id) ON DELETE SET NULL,
  constraint presence_runs_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint presence_runs_pkey PRIMARY KEY (id),
  constraint presence_runs_workspace_id_number_key UNIQUE (workspace_id, number)
);

create table presence_settings (
  workspace_id uuid not null,
  every_weeks smallint,
  next_at timestamp with time zone,
  names text[] not null default '{}'::text[],
  sites text[] not null default '{}'::text[],
  version integer not null default 1,
  updated_at timestamp with time zone not null default now(),
  constraint presence_settings_every_weeks_check CHECK (((every_weeks >= 1) AND (every_weeks <= 26))),
  constraint presence_settings_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint presence_settings_pkey PRIMARY KEY (workspace_id)
);

create table presence_verdicts (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  subject_kind text not null,
  subject_id uuid not null,
  verdict text not null,
  reason text not null default ''::text,
  author_id text,
  created_at timestamp with time zone not null default now(),
  withdrawn_at timestamp with time zone,
  constraint presence_verdicts_subject_kind_check CHECK ((subject_kind = ANY (ARRAY['channel'::text, 'account'::text, 'suspect'::text]))),
  constraint presence_verdicts_verdict_check CHECK ((verdict = ANY (ARRAY['keep'::text, 'mend'::text, 'close'::text, 'impostor'::text, 'not_one'::text, 'ours'::text, 'undecided'::text]))),
  constraint presence_verdicts_author_id_fkey FOREIGN KEY (author_id) REFERENCES users(id) ON DELETE SET NULL,
  constraint presence_verdicts_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint presence_verdicts_pkey PRIMARY KEY (id)
);

create table provider_accounts (
  issuer text not null,
  subject text not null,
  user_id text not null,
  email text,
  joined_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint provider_accounts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint provider_accounts_pkey PRIMARY KEY (issuer, subject),
  constraint provider_accounts_user_id_issuer_key UNIQUE (user_id, issuer)
);

create table provider_visits (
  digest bytea not null,
  user_id text,
  return_to text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint provider_visits_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint provider_visits_pkey PRIMARY KEY (digest)
);

create table publication_changes (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  publication_id uuid not null,
  delivery_id uuid not null,
  post_id uuid not null,
  channel_id uuid not null,
  content jsonb not null,
  digest text not null,
  state text not null default 'waiting'::text,
  asked_by text,
  asked boolean not null default false,
  words text,
  tries integer not null default 0,
  next_at timestamp with time zone,
  sending_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint publication_changes_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'refused'::text]))),
  constraint publication_changes_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES users(id) ON DELETE SET NULL,
  constraint publication_changes_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channels(id) ON DELETE CASCADE,
  constraint publication_changes_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES deliveries(id) ON DELETE CASCADE,
  constraint publication_changes_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id) ON DELETE CASCADE,
  constraint publication_changes_publication_id_fkey FOREIGN KEY (publication_id) REFERENCES publications(id) ON DELETE CASCADE,
  constraint publication_changes_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint publication_changes_pkey PRIMARY KEY (id),
  constraint publication_changes_publication_id_key UNIQUE (publication_id)
);

create table publications (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  channel_id uuid not null,
  post_id uuid,
  delivery_id uuid,
  remote_id text not null,
  url text,
  text text not null default ''::text,
  kind text not null default 'post'::text,
  origin text not null,
  published_at timestamp with time zone not null,
  gone_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint publications_kind_check CHECK ((kind = ANY (ARRAY['post'::text, 'reply'::text, 'repost'::text]))),
  constraint publications_origin_check CHECK ((origin = ANY (ARRAY['ours'::text, 'native'::text]))),
  constraint publications_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channels(id) ON DELETE CASCADE,
  constraint publications_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES deliveries(id) ON DELETE SET NULL,
  constraint publications_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id) ON DELETE SET NULL,
  constraint publications_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint publications_pkey PRIMARY KEY (id),
  constraint publications_channel_id_remote_id_key UNIQUE (channel_id, remote_id)
);

create table push_devices (
  id uuid not null default new_id(),
  user_id text not null,
  session_id text not null,
  endpoint text not null,
  p256dh text not null,
  auth text not null,
  name text not null,
  created_at timestamp with time zone not null default now(),
  told_at timestamp with time zone,
  constraint push_devices_session_id_fkey FOREIGN KEY (session_id) REFERENCES sessions(id) ON DELETE CASCADE,
  constraint push_devices_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint push_devices_pkey PRIMARY KEY (id),
  constraint push_devices_endpoint_key UNIQUE (endpoint)
);

create table recovery_codes (
  user_id text not null,
  digest bytea not null,
  constraint recovery_codes_user_id_fkey FOREIGN KEY (user_id) REFERENCES second_steps(user_id) ON DELETE CASCADE,
  constraint recovery_codes_pkey PRIMARY KEY (user_id, digest)
);

create table rubrics (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  name text not null,
  hint text not null default ''::text,
  weekday smallint not null,
  at_time time without time zone not null,
  every_weeks smallint not null default 1,
  category text not null,
  pillar_id uuid,
  channels jsonb not null default '[]'::jsonb,
  "position" smallint not null default 0,
  constraint rubrics_category_check CHECK ((category = ANY (ARRAY['engaging'::text, 'brand'::text, 'educational'::text, 'promotional'::text]))),
  constraint rubrics_every_weeks_check CHECK (((every_weeks >= 1) AND (every_weeks <= 8))),
  constraint rubrics_weekday_check CHECK (((weekday >= 1) AND (weekday <= 7))),
  constraint rubrics_pillar_id_fkey FOREIGN KEY (pillar_id) REFERENCES pillars(id) ON DELETE SET NULL,
  constraint rubrics_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint rubrics_pkey PRIMARY KEY (id)
);

create table second_steps (
  user_id text not null,
  sealed bytea not null,
  key_id text not null,
  created_at timestamp with time zone not null,
  confirmed_at timestamp with time zone,
  last_period bigint not null default 0,
  constraint second_steps_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint second_steps_pkey PRIMARY KEY (user_id)
);

create table segments (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  name text not null,
  note text not null default ''::text,
  filter jsonb not null,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  archived_at timestamp with time zone,
  constraint segments_version_check CHECK ((version > 0)),
  constraint segments_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint segments_pkey PRIMARY KEY (id)
);

create table series (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  kind text not null,
  name text not null,
  state text not null default 'running'::text,
  rule text,
  starts_at timestamp without time zone not null,
  zone text not null,
  excluded date[] not null default '{}'::date[],
  holidays text,
  horizon_days smallint not null default 28,
  publish text not null default 'scheduled'::text,
  rest_days smallint not null default 0,
  turns_most smallint,
  falls_below numeric(4,3),
  words text,
  version integer not null default 1,
  made_by text,
  made_key uuid,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint series_falls_below_check CHECK (((falls_below > (0)::numeric) AND (falls_below < (1)::numeric))),
  constraint series_horizon_days_check CHECK (((horizon_days >= 1) AND (horizon_days <= 90))),
  constraint series_kind_check CHECK ((kind = ANY (ARRAY['recurring'::text, 'evergreen'::text]))),
  constraint series_publish_check CHECK ((publish = ANY (ARRAY['draft'::text, 'proposed'::text, 'scheduled'::text]))),
  constraint series_rest_days_check CHECK (((rest_days >= 0) AND (rest_days <= 730))),
  constraint series_state_check CHECK ((state = ANY (ARRAY['running'::text, 'paused'::text, 'ended'::text]))),
  constraint series_turns_most_check CHECK (((turns_most >= 1) AND (turns_most <= 1000))),
  constraint series_made_by_fkey FOREIGN KEY (made_by) REFERENCES users(id) ON DELETE SET NULL,
  constraint series_made_key_fkey FOREIGN KEY (made_key) REFERENCES api_keys(id) ON DELETE SET NULL,
  constraint series_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint series_pkey PRIMARY KEY (id)
);

create table series_items (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  series_id uuid not null,
  "position" integer not null,
  body jsonb not null,
  wordings text[] not null default '{}'::text[],
  state text not null default 'active'::text,
  stopped text,
  constraint series_items_state_check CHECK ((state = ANY (ARRAY['active'::text, 'stopped'::text]))),
  constraint series_items_series_id_fkey FOREIGN KEY (series_id) REFERENCES series(id) ON DELETE CASCADE,
  constraint series_items_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint series_items_pkey PRIMARY KEY (id)
);

create table series_turns (
  workspace_id uuid not null,
  series_id uuid not null,
  occurs_at timestamp without time zone not null,
  item_id uuid,
  wording smallint not null default 0,
  state text not null,
  words text,
  post_id uuid,
  made_version integer,
  at timestamp with time zone not null,
  claimed_at timestamp with time zone,
  until timestamp with time zone,
  constraint series_turns_state_check CHECK ((state = ANY (ARRAY['made'::text, 'skipped'::text, 'failed'::text]))),
  constraint series_turns_item_id_fkey FOREIGN KEY (item_id) REFERENCES series_items(id) ON DELETE SET NULL,
  constraint series_turns_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id) ON DELETE SET NULL,
  constraint series_turns_series_id_fkey FOREIGN KEY (series_id) REFERENCES series(id) ON DELETE CASCADE,
  constraint series_turns_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint series_turns_pkey PRIMARY KEY (workspace_id, series_id, occurs_at)
);

create table sessions (
  id text not null,
  user_id text not null,
  token text not null,
  expires_at timestamp with time zone not null,
  ip_address text,
  user_agent text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint sessions_pkey PRIMARY KEY (id),
  constraint sessions_token_key UNIQUE (token)
);

create table shelf (
  channel_id uuid not null,
  key text not null,
  workspace_id uuid not null,
  place bigint not null generated always as identity,
  value jsonb not null,
  created_at timestamp with time zone not null default now(),
  changed_at timestamp with time zone not null default now(),
  constraint shelf_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channels(id) ON DELETE CASCADE,
  constraint shelf_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint shelf_pkey PRIMARY KEY (channel_id, key)
);

create table sign_in_accounts (
  id text not null,
  user_id text not null,
  account_id text not null,
  provider_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint sign_in_accounts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint sign_in_accounts_pkey PRIMARY KEY (id)
);

create table sign_in_brakes (
  key text not null,
  failures integer not null,
  last_at timestamp with time zone not null,
  blocked_until timestamp with time zone,
  constraint sign_in_brakes_pkey PRIMARY KEY (key)
);

create table sign_in_proofs (
  digest bytea not null,
  user_id text not null,
  tries smallint not null default 0,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  came_by text not null default 'password'::text,
  constraint sign_in_proofs_came_by_check CHECK ((came_by = ANY (ARRAY['password'::text, 'provider'::text]))),
  constraint sign_in_proofs_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint sign_in_proofs_pkey PRIMARY KEY (digest)
);

create table slots (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  channel_id uuid not null,
  weekday smallint not null,
  at_time time without time zone not null,
  category text,
  constraint slots_category_check CHECK ((category = ANY (ARRAY['engaging'::text, 'brand'::text, 'educational'::text, 'promotional'::text]))),
  constraint slots_weekday_check CHECK (((weekday >= 1) AND (weekday <= 7))),
  constraint slots_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channels(id) ON DELETE CASCADE,
  constraint slots_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint slots_pkey PRIMARY KEY (id),
  constraint slots_channel_id_weekday_at_time_key UNIQUE (channel_id, weekday, at_time)
);

create table snippets (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  name text not null,
  text text not null,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint snippets_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint snippets_pkey PRIMARY KEY (id)
);

create table strategy_links (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  digest bytea not null,
  parts text[] not null,
  label text not null default ''::text,
  made_by text not null,
  opens integer not null default 0,
  opened_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  constraint strategy_links_made_by_fkey FOREIGN KEY (made_by) REFERENCES users(id) ON DELETE CASCADE,
  constraint strategy_links_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint strategy_links_pkey PRIMARY KEY (id),
  constraint strategy_links_digest_key UNIQUE (digest)
);

create table strategy_revisions (
  workspace_id uuid not null,
  number integer not null,
  body jsonb not null,
  parts text[] not null,
  reason text not null default ''::text,
  author_id text,
  restored_from integer,
  review_on date,
  review_told_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint strategy_revisions_number_check CHECK ((number > 0)),
  constraint strategy_revisions_author_id_fkey FOREIGN KEY (author_id) REFERENCES users(id) ON DELETE SET NULL,
  constraint strategy_revisions_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint strategy_revisions_pkey PRIMARY KEY (workspace_id, number)
);

create table suspects (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  network text not null,
  account text not null,
  channel_id uuid,
  handle text not null,
  name text not null,
  bio text not null,
  url text not null,
  facts jsonb not null,
  picture_id uuid,
  points smallint not null,
  signals jsonb not null,
  first_run integer not null,
  last_run integer not null,
  first_seen_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  gone_at timestamp with time zone,
  verdict text,
  reported_on date,
  report_note text not null default ''::text,
  version integer not null default 1,
  constraint suspects_points_check CHECK (((points >= 0) AND (points <= 100))),
  constraint suspects_verdict_check CHECK ((verdict = ANY (ARRAY['impostor'::text, 'not_one'::text, 'ours'::text, 'undecided'::text]))),
  constraint suspects_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channels(id) ON DELETE SET NULL,
  constraint suspects_picture_id_fkey FOREIGN KEY (picture_id) REFERENCES presence_pictures(id) ON DELETE SET NULL,
  constraint suspects_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint suspects_pkey PRIMARY KEY (id),
  constraint suspects_by_account UNIQUE (workspace_id, network, account)
);

create table tasks (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  post_id uuid,
  title text not null,
  note text not null default ''::text,
  assignee_id text,
  made_by text,
  due_on date,
  told_of date,
  done_at timestamp with time zone,
  done_by text,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  deleted_at timestamp with time zone,
  constraint tasks_assignee_id_fkey FOREIGN KEY (assignee_id) REFERENCES users(id) ON DELETE SET NULL,
  constraint tasks_done_by_fkey FOREIGN KEY (done_by) REFERENCES users(id) ON DELETE SET NULL,
  constraint tasks_made_by_fkey FOREIGN KEY (made_by) REFERENCES users(id) ON DELETE SET NULL,
  constraint tasks_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id) ON DELETE CASCADE,
  constraint tasks_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint tasks_pkey PRIMARY KEY (id)
);

create table team_parts (
  workspace_id uuid not null,
  work_id uuid not null,
  person_id uuid not null,
  parts text[] not null,
  constraint team_parts_parts_check CHECK (((parts <@ ARRAY['responsible'::text, 'approves'::text, 'consulted'::text, 'informed'::text]) AND ((cardinality(parts) >= 1) AND (cardinality(parts) <= 2)))),
  constraint team_parts_person_id_fkey FOREIGN KEY (person_id) REFERENCES team_people(id) ON DELETE CASCADE,
  constraint team_parts_work_id_fkey FOREIGN KEY (work_id) REFERENCES team_works(id) ON DELETE CASCADE,
  constraint team_parts_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint team_parts_pkey PRIMARY KEY (workspace_id, work_id, person_id)
);

create table team_people (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  user_id text,
  name text not null,
  contact text not null default ''::text,
  functions text[] not null default '{}'::text[],
  minutes integer,
  created_at timestamp with time zone not null default now(),
  archived_at timestamp with time zone,
  constraint team_people_minutes_check CHECK (((minutes >= 0) AND (minutes <= 10080))),
  constraint team_people_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE SET NULL,
  constraint team_people_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint team_people_pkey PRIMARY KEY (id)
);

create table team_works (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  name text not null,
  function text not null,
  "position" integer not null default 0,
  created_at timestamp with time zone not null default now(),
  archived_at timestamp with time zone,
  constraint team_works_function_check CHECK ((function = ANY (ARRAY['strategy'::text, 'content'::text, 'design'::text, 'moderation'::text, 'ads'::text, 'sales'::text, 'service'::text]))),
  constraint team_works_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint team_works_pkey PRIMARY KEY (id)
);

create table users (
  id text not null,
  name text not null,
  email text not null,
  email_verified boolean not null default false,
  image text,
  language text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint users_pkey PRIMARY KEY (id),
  constraint users_email_key UNIQUE (email)
);

create table variants (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  post_id uuid not null,
  channel_id uuid not null,
  content jsonb,
  options jsonb not null default '{}'::jsonb,
  constraint variants_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channels(id) ON DELETE CASCADE,
  constraint variants_post_id_fkey FOREIGN KEY (post_id) REFERENCES posts(id) ON DELETE CASCADE,
  constraint variants_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint variants_pkey PRIMARY KEY (id),
  constraint variants_post_id_channel_id_key UNIQUE (post_id, channel_id)
);

create table verifications (
  id text not null,
  identifier text not null,
  value text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint verifications_pkey PRIMARY KEY (id)
);

create table webhook_doors (
  id uuid not null default new_id(),
  workspace_id uuid not null,
  network text not null,
  app_id uuid,
  channel_id uuid,
  digest bytea not null,
  sealed bytea not null,
  key_id text not null,
  registered_at timestamp with time zone,
  trouble text,
  tried_at timestamp with time zone,
  heard integer not null default 0,
  heard_at timestamp with time zone,
  refused_at timestamp with time zone,
  refused_why text,
  created_at timestamp with time zone not null,
  trouble_code text,
  closed_at timestamp with time zone,
  constraint webhook_doors_check CHECK ((num_nonnulls(app_id, channel_id) = 1)),
  constraint webhook_doors_refused_why_check CHECK ((refused_why = ANY (ARRAY['challenge'::text, 'signature'::text, 'unreadable'::text, 'stale'::text, 'again'::text]))),
  constraint webhook_doors_app_id_fkey FOREIGN KEY (app_id) REFERENCES apps(id) ON DELETE CASCADE,
  constraint webhook_doors_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channels(id) ON DELETE CASCADE,
  constraint webhook_doors_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint webhook_doors_pkey PRIMARY KEY (id),
  constraint webhook_doors_digest_key UNIQUE (digest)
);

create table webhook_events (
  workspace_id uuid not null,
  door_id uuid not null,
  digest bytea not null,
  at timestamp with time zone not null,
  constraint webhook_events_door_id_fkey FOREIGN KEY (door_id) REFERENCES webhook_doors(id) ON DELETE CASCADE,
  constraint webhook_events_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint webhook_events_pkey PRIMARY KEY (workspace_id, door_id, digest)
);

create table webhook_subscriptions (
  workspace_id uuid not null,
  channel_id uuid not null,
  door_id uuid not null,
  subscribed_at timestamp with time zone,
  trouble_code text,
  trouble text,
  tried_at timestamp with time zone not null,
  constraint webhook_subscriptions_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES channels(id) ON DELETE CASCADE,
  constraint webhook_subscriptions_door_id_fkey FOREIGN KEY (door_id) REFERENCES webhook_doors(id) ON DELETE CASCADE,
  constraint webhook_subscriptions_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint webhook_subscriptions_pkey PRIMARY KEY (workspace_id, channel_id)
);

create table workers (
  id text not null,
  version text not null,
  started_at timestamp with time zone not null default now(),
  seen_at timestamp with time zone not null default now(),
  lease_until timestamp with time zone not null default now(),
  skew_ms integer not null default 0,
  constraint workers_pkey PRIMARY KEY (id)
);

create table workspaces (
  id uuid not null default new_id(),
  organisation_id uuid not null,
  name text not null,
  time_zone text not null default 'UTC'::text,
  language text not null default 'en'::text,
  staleness_minutes integer not null default 60,
  week_starts_on smallint not null default 1,
  demo boolean not null default false,
  created_at timestamp with time zone not null default now(),
  erase_at timestamp with time zone,
  second_step_from timestamp with time zone,
  constraint workspaces_staleness_minutes_check CHECK (((staleness_minutes >= 1) AND (staleness_minutes <= 10080))),
  constraint workspaces_week_starts_on_check CHECK (((week_starts_on >= 1) AND (week_starts_on <= 7))),
  constraint workspaces_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisations(id) ON DELETE CASCADE,
  constraint workspaces_pkey PRIMARY KEY (id)
);

CREATE INDEX api_keys_of_client ON public.api_keys USING btree (client_id) WHERE (client_id IS NOT NULL);
CREATE INDEX api_keys_of_maker ON public.api_keys USING btree (created_by, workspace_id) WHERE (created_by IS NOT NULL);
CREATE INDEX api_keys_of_workspace ON public.api_keys USING btree (workspace_id);
CREATE UNIQUE INDEX api_keys_old_digest ON public.api_keys USING btree (old_digest) WHERE (old_digest IS NOT NULL);
CREATE INDEX approval_asks_by_deadline ON public.approval_asks USING btree (workspace_id, deadline, id) WHERE (state = 'open'::text);
CREATE INDEX approval_asks_due ON public.approval_asks USING btree (LEAST(remind_at, answer_by)) WHERE (state = 'open'::text);
CREATE INDEX approval_asks_of_post ON public.approval_asks USING btree (post_id);
CREATE INDEX approval_asks_of_rule ON public.approval_asks USING btree (rule_id);
CREATE INDEX approval_asks_of_step ON public.approval_asks USING btree (step_id);
CREATE INDEX approval_asks_queue ON public.approval_asks USING btree (workspace_id, step_id, deadline, id) WHERE (state = 'open'::text);
CREATE INDEX approval_comments_by_post ON public.approval_comments USING btree (post_id);
CREATE INDEX approval_comments_holding ON public.approval_comments USING btree (post_id) WHERE ((kind = 'change'::text) AND (resolved_at IS NULL) AND (deleted_at IS NULL));
CREATE INDEX approval_comments_of_channel ON public.approval_comments USING btree (channel_id) WHERE (channel_id IS NOT NULL);
CREATE INDEX approval_comments_of_link ON public.approval_comments USING btree (link_id) WHERE (link_id IS NOT NULL);
CREATE INDEX approval_comments_of_person ON public.approval_comments USING btree (person_id) WHERE (person_id IS NOT NULL);
CREATE INDEX approval_comments_of_post ON public.approval_comments USING btree (workspace_id, post_id, created_at, id);
CREATE INDEX approval_comments_replies ON public.approval_comments USING btree (reply_to) WHERE (reply_to IS NOT NULL);
CREATE INDEX approval_comments_resolved_by ON public.approval_comments USING btree (resolved_by) WHERE (resolved_by IS NOT NULL);
CREATE INDEX approval_links_by_age ON public.approval_links USING btree (expires_at);
CREATE INDEX approval_links_made_by ON public.approval_links USING btree (made_by);
CREATE INDEX approval_links_of_campaign ON public.approval_links USING btree (campaign_id) WHERE (campaign_id IS NOT NULL);
CREATE INDEX approval_links_of_workspace ON public.approval_links USING btree (workspace_id, created_at DESC);
CREATE INDEX approval_pages_by_logo ON public.approval_pages USING btree (logo_id) WHERE (logo_id IS NOT NULL);
CREATE INDEX approval_rules_of_workspace ON public.approval_rules USING btree (workspace_id, created_at, id);
CREATE INDEX approval_seats_of_person ON public.approval_seats USING btree (person_id, workspace_id) WHERE (person_id IS NOT NULL);
CREATE INDEX approval_seats_of_step ON public.approval_seats USING btree (step_id);
CREATE INDEX approval_seats_of_workspace ON public.approval_seats USING btree (workspace_id);
CREATE INDEX approval_stand_ins_by ON public.approval_stand_ins USING btree (stand_in_id);
CREATE INDEX approval_stand_ins_of_person ON public.approval_stand_ins USING btree (person_id);
CREATE INDEX approval_stand_ins_of_workspace ON public.approval_stand_ins USING btree (workspace_id, until_at);
CREATE INDEX approval_step_works_of_step ON public.approval_step_works USING btree (step_id);
CREATE INDEX approval_step_works_of_work ON public.approval_step_works USING btree (work_id);
CREATE INDEX approval_steps_of_rule ON public.approval_steps USING btree (rule_id, "position");
CREATE INDEX approval_steps_of_workspace ON public.approval_steps USING btree (workspace_id);
CREATE INDEX approval_subjects_of_post ON public.approval_subjects USING btree (post_id);
CREATE INDEX approval_subjects_of_rule ON public.approval_subjects USING btree (rule_id);
CREATE UNIQUE INDEX approval_versions_current ON public.approval_versions USING btree (post_id, channel_id) WHERE current;
CREATE INDEX approval_versions_of_channel ON public.approval_versions USING btree (channel_id);
CREATE INDEX approval_votes_by_post ON public.approval_votes USING btree (post_id);
CREATE INDEX approval_votes_of_channel ON public.approval_votes USING btree (channel_id);
CREATE INDEX approval_votes_of_link ON public.approval_votes USING btree (link_id) WHERE (link_id IS NOT NULL);
CREATE INDEX approval_votes_of_person ON public.approval_votes USING btree (person_id) WHERE (person_id IS NOT NULL);
CREATE INDEX approval_votes_of_post ON public.approval_votes USING btree (workspace_id, post_id, channel_id, step_id);
CREATE INDEX approval_votes_of_seat ON public.approval_votes USING btree (seat_id) WHERE (seat_id IS NOT NULL);
CREATE INDEX approval_votes_of_step ON public.approval_votes USING btree (step_id);
CREATE UNIQUE INDEX apps_by_name ON public.apps USING btree (workspace_id, network, lower(name));
CREATE INDEX assistant_calls_of_key ON public.assistant_calls USING btree (made_key) WHERE (made_key IS NOT NULL);
CREATE INDEX assistant_calls_of_person ON public.assistant_calls USING btree (person_id) WHERE (person_id IS NOT NULL);
CREATE INDEX assistant_calls_of_workspace ON public.assistant_calls USING btree (workspace_id, created_at);
CREATE INDEX assistant_calls_running ON public.assistant_calls USING btree (workspace_id) WHERE (state = 'running'::text);
CREATE INDEX attempts_of_workspace ON public.attempts USING btree (workspace_id, delivery_id);
CREATE INDEX audience_figures_author ON public.audience_figures USING btree (author_id) WHERE (author_id IS NOT NULL);
CREATE INDEX audience_tables_of_channel ON public.audience_tables USING btree (channel_id) WHERE (channel_id IS NOT NULL);
CREATE INDEX audience_tables_of_workspace ON public.audience_tables USING btree (workspace_id, known_on DESC, id);
CREATE INDEX audit_log_about_person ON public.audit_log USING btree (subject_id, id) WHERE (subject_kind = 'user'::text);
CREATE INDEX audit_log_by_action ON public.audit_log USING btree (workspace_id, action, at DESC, id DESC) WHERE (chain_seq IS NOT NULL);
CREATE INDEX audit_log_by_actor ON public.audit_log USING btree (workspace_id, actor_id, at DESC, id DESC) WHERE ((chain_seq IS NOT NULL) AND (actor_id IS NOT NULL));
CREATE INDEX audit_log_by_address ON public.audit_log USING btree (workspace_id, ip, at DESC, id DESC) WHERE ((chain_seq IS NOT NULL) AND (ip IS NOT NULL));
CREATE INDEX audit_log_by_name ON public.audit_log USING btree (workspace_id, actor_name, at DESC, id DESC) WHERE (chain_seq IS NOT NULL);
CREATE INDEX audit_log_by_subject ON public.audit_log USING btree (workspace_id, subject_id, at DESC, id DESC) WHERE ((chain_seq IS NOT NULL) AND (subject_id IS NOT NULL));
CREATE INDEX audit_log_by_thing ON public.audit_log USING gin (workspace_id, audit_names(before, after) gin_trgm_ops) WHERE ((chain_seq IS NOT NULL) AND (audit_names(before, after) IS NOT NULL));
CREATE UNIQUE INDEX audit_log_chain ON public.audit_log USING btree (workspace_id, chain_seq) NULLS NOT DISTINCT WHERE (chain_seq IS NOT NULL);
CREATE INDEX audit_log_of_person ON public.audit_log USING btree (actor_id, id) WHERE (actor_kind = 'person'::text);
CREATE INDEX audit_log_of_workspace ON public.audit_log USING btree (workspace_id, at DESC, id DESC);
CREATE INDEX audit_log_unsealed ON public.audit_log USING btree (id) WHERE (chain_seq IS NULL);
CREATE INDEX brand_logos_of_media ON public.brand_logos USING btree (media_id);
CREATE INDEX budget_entries_by_day ON public.budget_entries USING btree (workspace_id, day DESC, id DESC);
CREATE INDEX budget_entries_entered_by ON public.budget_entries USING btree (entered_by) WHERE (entered_by IS NOT NULL);
CREATE INDEX budget_entries_of_line ON public.budget_entries USING btree (line_id, day);
CREATE INDEX budget_lines_of_campaign ON public.budget_lines USING btree (campaign_id) WHERE (campaign_id IS NOT NULL);
CREATE INDEX budget_lines_of_goal ON public.budget_lines USING btree (goal_id) WHERE (goal_id IS NOT NULL);
CREATE INDEX budget_lines_of_workspace ON public.budget_lines USING btree (workspace_id, id);
CREATE INDEX budget_months_of_line ON public.budget_months USING btree (line_id);
CREATE INDEX calendar_links_by_age ON public.calendar_links USING btree (expires_at) WHERE (expires_at IS NOT NULL);
CREATE INDEX calendar_links_made_by ON public.calendar_links USING btree (made_by);
CREATE INDEX calendar_links_of_workspace ON public.calendar_links USING btree (workspace_id, created_at DESC);
CREATE INDEX calendar_notes_by_day ON public.calendar_notes USING btree (workspace_id, first_day, last_day);
CREATE INDEX calendar_notes_made_by ON public.calendar_notes USING btree (made_by) WHERE (made_by IS NOT NULL);
CREATE UNIQUE INDEX campaigns_by_name ON public.campaigns USING btree (workspace_id, lower(name)) WHERE (archived_at IS NULL);
CREATE INDEX channel_credentials_due ON public.channel_credentials USING btree (refresh_due_at) WHERE (refresh_due_at IS NOT NULL);
CREATE INDEX channel_hands_of_channel ON public.channel_hands USING btree (channel_id);
CREATE INDEX channel_hands_of_person ON public.channel_hands USING btree (user_id);
CREATE INDEX channel_plans_of_channel ON public.channel_plans USING btree (channel_id);
CREATE INDEX channel_plans_of_owner ON public.channel_plans USING btree (owner_id);
CREATE INDEX channels_by_remote ON public.channels USING btree (network, remote_id);
CREATE INDEX channels_of_app ON public.channels USING btree (app_id) WHERE (app_id IS NOT NULL);
CREATE INDEX channels_of_workspace ON public.channels USING btree (workspace_id, created_at);
CREATE INDEX channels_to_check ON public.channels USING btree (check_due_at) WHERE (state <> 'removed'::text);
CREATE INDEX collections_due ON public.collections USING btree (next_at);
CREATE INDEX collections_of_channel ON public.collections USING btree (channel_id, subject_kind, next_at);
CREATE INDEX competitor_days_of_profile ON public.competitor_days USING btree (profile_id);
CREATE INDEX competitor_notes_author ON public.competitor_notes USING btree (author_id) WHERE (author_id IS NOT NULL);
CREATE INDEX competitor_notes_of_competitor ON public.competitor_notes USING btree (competitor_id, on_day);
CREATE INDEX competitor_notes_of_workspace ON public.competitor_notes USING btree (workspace_id, competitor_id);
CREATE INDEX competitor_posts_by_time ON public.competitor_posts USING btree (workspace_id, profile_id, published_at DESC);
CREATE INDEX competitor_posts_of_profile ON public.competitor_posts USING btree (profile_id);
CREATE INDEX competitor_profiles_due ON public.competitor_profiles USING btree (next_at) WHERE (next_at IS NOT NULL);
CREATE INDEX competitor_profiles_of_competitor ON public.competitor_profiles USING btree (competitor_id);
CREATE INDEX competitor_profiles_of_workspace ON public.competitor_profiles USING btree (workspace_id, competitor_id);
CREATE UNIQUE INDEX competitor_profiles_read ON public.competitor_profiles USING btree (workspace_id, network, server, remote_id) WHERE is_read;
CREATE INDEX competitors_of_workspace ON public.competitors USING btree (workspace_id, id);
CREATE INDEX compliance_channels_of_channel ON public.compliance_channels USING btree (channel_id);
CREATE INDEX compliance_overrides_by_time ON public.compliance_overrides USING btree (workspace_id, at);
CREATE INDEX compliance_overrides_of_channel ON public.compliance_overrides USING btree (channel_id);
CREATE INDEX compliance_overrides_of_post ON public.compliance_overrides USING btree (post_id);
CREATE INDEX compliance_overrides_of_user ON public.compliance_overrides USING btree (user_id) WHERE (user_id IS NOT NULL);
CREATE INDEX compliance_results_by_post ON public.compliance_results USING btree (post_id);
CREATE INDEX compliance_results_of_channel ON public.compliance_results USING btree (channel_id);
CREATE INDEX compliance_results_of_post ON public.compliance_results USING btree (workspace_id, post_id, at DESC);
CREATE INDEX compliance_switches_of_user ON public.compliance_switches USING btree (user_id) WHERE (user_id IS NOT NULL);
CREATE INDEX connect_attempts_by_age ON public.connect_attempts USING btree (expires_at);
CREATE INDEX connect_attempts_of_app ON public.connect_attempts USING btree (app_id) WHERE (app_id IS NOT NULL);
CREATE INDEX consents_of_person ON public.consents USING btree (workspace_id, who_key);
CREATE INDEX consents_of_subject ON public.consents USING btree (workspace_id, subject_id);
CREATE INDEX consents_of_workspace ON public.consents USING btree (workspace_id, given_at DESC, id DESC);
CREATE INDEX consents_to_drop ON public.consents USING btree (keep_until) WHERE (keep_until IS NOT NULL);
CREATE INDEX contest_claims_of_entry ON public.contest_claims USING btree (entry_id);
CREATE INDEX contest_claims_of_key ON public.contest_claims USING btree (contest_id, key);
CREATE INDEX contest_draws_of_person ON public.contest_draws USING btree (user_id) WHERE (user_id IS NOT NULL);
CREATE INDEX contest_draws_of_workspace ON public.contest_draws USING btree (workspace_id);
CREATE INDEX contest_entries_of_address ON public.contest_entries USING btree (contest_id, address_key, at) WHERE (address_key IS NOT NULL);
CREATE INDEX contest_entries_of_code ON public.contest_entries USING btree (contest_id, code) WHERE (code IS NOT NULL);
CREATE INDEX contest_entries_of_person ON public.contest_entries USING btree (person_id);
CREATE INDEX contest_entries_of_post ON public.contest_entries USING btree (post_id) WHERE (post_id IS NOT NULL);
CREATE INDEX contest_entries_of_words ON public.contest_entries USING btree (contest_id, words_key) WHERE (words_key IS NOT NULL);
CREATE INDEX contest_entries_of_workspace ON public.contest_entries USING btree (workspace_id);
CREATE INDEX contest_erased_of_contest ON public.contest_erased USING btree (contest_id);
CREATE INDEX contest_keys_of_person ON public.contest_keys USING btree (person_id);
CREATE INDEX contest_keys_of_workspace ON public.contest_keys USING btree (workspace_id);
CREATE INDEX contest_lists_of_workspace ON public.contest_lists USING btree (workspace_id);
CREATE INDEX contest_notes_of_batch ON public.contest_notes USING btree (batch_id) WHERE (batch_id IS NOT NULL);
CREATE INDEX contest_notes_of_person ON public.contest_notes USING btree (person_id, at);
CREATE INDEX contest_notes_of_user ON public.contest_notes USING btree (user_id) WHERE (user_id IS NOT NULL);
CREATE INDEX contest_notes_of_workspace ON public.contest_notes USING btree (workspace_id);
CREATE INDEX contest_people_aside ON public.contest_people USING btree (contest_id, weight DESC, id) WHERE ((state = 'aside'::text) AND (merged_into IS NULL));
CREATE INDEX contest_people_judged ON public.contest_people USING btree (judged_by) WHERE (judged_by IS NOT NULL);
CREATE INDEX contest_people_merged ON public.contest_people USING btree (merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX contest_people_of_contest ON public.contest_people USING btree (contest_id, created_at, id);
CREATE INDEX contest_people_of_workspace ON public.contest_people USING btree (workspace_id);
CREATE INDEX contest_posts_due ON public.contest_posts USING btree (next_at) WHERE (next_at IS NOT NULL);
CREATE INDEX contest_posts_of_channel ON public.contest_posts USING btree (channel_id);
CREATE INDEX contest_posts_of_publication ON public.contest_posts USING btree (publication_id);
CREATE INDEX contest_posts_of_workspace ON public.contest_posts USING btree (workspace_id);
CREATE INDEX contest_rules_of_person ON public.contest_rules USING btree (user_id) WHERE (user_id IS NOT NULL);
CREATE INDEX contest_rules_of_workspace ON public.contest_rules USING btree (workspace_id);
CREATE INDEX contest_seeds_of_workspace ON public.contest_seeds USING btree (workspace_id);
CREATE INDEX contest_winners_of_person ON public.contest_winners USING btree (person_id) WHERE (person_id IS NOT NULL);
CREATE INDEX contest_winners_of_workspace ON public.contest_winners USING btree (workspace_id);
CREATE INDEX contests_of_workspace ON public.contests USING btree (workspace_id, created_at DESC, id DESC);
CREATE INDEX contests_to_erase ON public.contests USING btree (erase_at) WHERE ((erased_at IS NULL) AND (erase_at IS NOT NULL));
CREATE UNIQUE INDEX contractor_candidates_chosen ON public.contractor_candidates USING btree (job_id) WHERE chosen;
CREATE INDEX contractor_candidates_of_job ON public.contractor_candidates USING btree (job_id, id);
CREATE INDEX contractor_candidates_of_workspace ON public.contractor_candidates USING btree (workspace_id);
CREATE INDEX contractor_files_of_job ON public.contractor_files USING btree (job_id, id);
CREATE INDEX contractor_files_of_media ON public.contractor_files USING btree (media_id) WHERE (media_id IS NOT NULL);
CREATE INDEX contractor_files_of_workspace ON public.contractor_files USING btree (workspace_id);
CREATE INDEX contractor_jobs_of_entry ON public.contractor_jobs USING btree (entry_id) WHERE (entry_id IS NOT NULL);
CREATE INDEX contractor_jobs_of_line ON public.contractor_jobs USING btree (line_id) WHERE (line_id IS NOT NULL);
CREATE INDEX contractor_jobs_of_owner ON public.contractor_jobs USING btree (owner_id) WHERE (owner_id IS NOT NULL);
CREATE INDEX contractor_jobs_of_work ON public.contractor_jobs USING btree (work_id) WHERE (work_id IS NOT NULL);
CREATE INDEX contractor_jobs_of_workspace ON public.contractor_jobs USING btree (workspace_id, id DESC);
CREATE INDEX contractor_jobs_to_remind ON public.contractor_jobs USING btree (deadline) WHERE ((deadline IS NOT NULL) AND (state <> ALL (ARRAY['accepted'::text, 'cancelled'::text])));
CREATE INDEX contractor_notes_author ON public.contractor_notes USING btree (author_id) WHERE (author_id IS NOT NULL);
CREATE INDEX contractor_notes_of_job ON public.contractor_notes USING btree (job_id, id);
CREATE INDEX contractor_notes_of_work ON public.contractor_notes USING btree (work_id) WHERE (work_id IS NOT NULL);
CREATE INDEX contractor_notes_of_workspace ON public.contractor_notes USING btree (workspace_id);
CREATE INDEX deliveries_calendar ON public.deliveries USING btree (workspace_id, due_at, id);
CREATE INDEX deliveries_handed ON public.deliveries USING btree (id) WHERE (state = 'handed'::text);
CREATE INDEX deliveries_held ON public.deliveries USING btree (worker_id) WHERE (worker_id IS NOT NULL);
CREATE INDEX deliveries_marked_by ON public.deliveries USING btree (marked_by) WHERE (marked_by IS NOT NULL);
CREATE INDEX deliveries_needing_people ON public.deliveries USING btree (workspace_id, state, updated_at DESC) WHERE (state = ANY (ARRAY['failed'::text, 'in_doubt'::text, 'missed'::text, 'handed'::text]));
CREATE INDEX deliveries_of_channel ON public.deliveries USING btree (channel_id, due_at, id);
CREATE INDEX deliveries_of_post ON public.deliveries USING btree (workspace_id, post_id);
CREATE INDEX deliveries_of_variant ON public.deliveries USING btree (variant_id) WHERE (variant_id IS NOT NULL);
CREATE INDEX deliveries_on_their_way ON public.deliveries USING btree (workspace_id, due_at, id) WHERE (state = ANY (ARRAY['sending'::text, 'sent'::text]));
CREATE INDEX deliveries_queue ON public.deliveries USING btree (channel_id, next_at, due_at, id) WHERE ((worker_id IS NULL) AND (state = ANY (ARRAY['scheduled'::text, 'waiting'::text, 'sending'::text, 'sent'::text])));
CREATE UNIQUE INDEX delivery_uploads_of_delivery ON public.delivery_uploads USING btree (delivery_id);
CREATE UNIQUE INDEX film_conversions_by_rule ON public.film_conversions USING btree (workspace_id, media_id, rule);
CREATE INDEX film_conversions_of_media ON public.film_conversions USING btree (media_id);
CREATE INDEX film_conversions_of_result ON public.film_conversions USING btree (result_id) WHERE (result_id IS NOT NULL);
CREATE INDEX film_conversions_to_do ON public.film_conversions USING btree (due_at, created_at) WHERE (state = ANY (ARRAY['waiting'::text, 'working'::text]));
CREATE INDEX goal_constraints_of_goal ON public.goal_constraints USING btree (goal_id);
CREATE INDEX goal_constraints_of_manual ON public.goal_constraints USING btree (manual_id) WHERE (manual_id IS NOT NULL);
CREATE INDEX goal_milestones_of_goal ON public.goal_milestones USING btree (goal_id);
CREATE INDEX goals_of_campaign ON public.goals USING btree (workspace_id, scope_id) WHERE (scope_kind = 'campaign'::text);
CREATE INDEX goals_of_manual ON public.goals USING btree (manual_id) WHERE (manual_id IS NOT NULL);
CREATE INDEX goals_of_parent ON public.goals USING btree (parent_id) WHERE (parent_id IS NOT NULL);
CREATE INDEX goals_of_workspace ON public.goals USING btree (workspace_id, created_at);
CREATE INDEX handovers_of_workspace ON public.handovers USING btree (workspace_id, handed_at DESC);
CREATE INDEX handovers_taken_by ON public.handovers USING btree (taken_by) WHERE (taken_by IS NOT NULL);
CREATE INDEX handovers_to_remind ON public.handovers USING btree (remind_at) WHERE (remind_at IS NOT NULL);
CREATE UNIQUE INDEX hashtag_sets_by_name ON public.hashtag_sets USING btree (workspace_id, lower(name));
CREATE INDEX hook_calls_of_hook ON public.hook_calls USING btree (workspace_id, hook_id, id DESC);
CREATE INDEX hooks_of_workspace ON public.hooks USING btree (workspace_id);
CREATE INDEX idempotency_keys_by_age ON public.idempotency_keys USING btree (created_at);
CREATE INDEX influencers_of_workspace ON public.influencers USING btree (workspace_id, id DESC);
CREATE INDEX invitations_by_age ON public.invitations USING btree (expires_at);
CREATE INDEX invitations_made_by ON public.invitations USING btree (made_by);
CREATE INDEX lanes_due ON public.lanes USING btree (next_at);
CREATE INDEX lanes_held ON public.lanes USING btree (worker_id) WHERE (worker_id IS NOT NULL);
CREATE INDEX link_cards_of_media ON public.link_cards USING btree (media_id) WHERE (media_id IS NOT NULL);
CREATE INDEX link_cards_read ON public.link_cards USING btree (read_at);
CREATE INDEX manual_metrics_of_workspace ON public.manual_metrics USING btree (workspace_id, created_at);
CREATE INDEX manual_values_of_metric ON public.manual_values USING btree (metric_id);
CREATE INDEX media_by_bytes ON public.media USING btree (workspace_id, bytes DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX media_by_creator ON public.media USING btree (created_by) WHERE (created_by IS NOT NULL);
CREATE INDEX media_by_digest ON public.media USING btree (workspace_id, digest);
CREATE INDEX media_by_end ON public.media USING btree (workspace_id, usable_until) WHERE ((usable_until IS NOT NULL) AND (deleted_at IS NULL));
CREATE INDEX media_by_name ON public.media USING btree (workspace_id, lower(file_name), id) WHERE (deleted_at IS NULL);
CREATE INDEX media_by_tags ON public.media USING gin (workspace_id, tags) WHERE (deleted_at IS NULL);
CREATE INDEX media_by_words ON public.media USING gin (workspace_id, search_text gin_trgm_ops) WHERE (deleted_at IS NULL);
CREATE INDEX media_of_films ON public.media USING btree (id) WHERE ((kind = 'video'::text) AND (deleted_at IS NULL));
CREATE INDEX media_of_folder ON public.media USING btree (folder_id) WHERE (folder_id IS NOT NULL);
CREATE INDEX media_of_workspace ON public.media USING btree (workspace_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE UNIQUE INDEX media_captions_by_language ON public.media_captions USING btree (workspace_id, media_id, lower(language)) WHERE (replaced_at IS NULL);
CREATE INDEX media_captions_of_media ON public.media_captions USING btree (media_id);
CREATE INDEX media_captions_of_workspace ON public.media_captions USING btree (workspace_id, media_id);
CREATE UNIQUE INDEX media_edits_of_media ON public.media_edits USING btree (media_id);
CREATE INDEX media_edits_of_source ON public.media_edits USING btree (source_id);
CREATE INDEX media_films_of_media ON public.media_films USING btree (media_id);
CREATE UNIQUE INDEX media_folders_by_name ON public.media_folders USING btree (workspace_id, COALESCE(parent_id, '00000000-0000-0000-0000-000000000000'::uuid), lower(name)) WHERE (deleted_at IS NULL);
CREATE INDEX media_folders_of_parent ON public.media_folders USING btree (parent_id) WHERE (parent_id IS NOT NULL);
CREATE INDEX media_folders_of_workspace ON public.media_folders USING btree (workspace_id);
CREATE INDEX media_proofs_of_media ON public.media_proofs USING btree (media_id);
CREATE INDEX media_proofs_of_workspace ON public.media_proofs USING btree (workspace_id);
CREATE INDEX media_uploads_by_end ON public.media_uploads USING btree (expires_at);
CREATE INDEX media_uploads_of_media ON public.media_uploads USING btree (media_id) WHERE (media_id IS NOT NULL);
CREATE INDEX media_uploads_of_workspace ON public.media_uploads USING btree (workspace_id, bringer, created_at);
CREATE INDEX media_uploads_to_finish ON public.media_uploads USING btree (created_at) WHERE (state = 'finishing'::text);
CREATE INDEX members_of_user ON public.members USING btree (user_id);
CREATE INDEX metric_import_mappings_of_channel ON public.metric_import_mappings USING btree (channel_id);
CREATE INDEX metric_import_rows_of_import ON public.metric_import_rows USING btree (import_id, state, n);
CREATE INDEX metric_import_rows_of_publication ON public.metric_import_rows USING btree (publication_id) WHERE (publication_id IS NOT NULL);
CREATE INDEX metric_imports_by_digest ON public.metric_imports USING btree (workspace_id, channel_id, digest);
CREATE INDEX metric_imports_made_by ON public.metric_imports USING btree (made_by) WHERE (made_by IS NOT NULL);
CREATE INDEX metric_imports_made_key ON public.metric_imports USING btree (made_key) WHERE (made_key IS NOT NULL);
CREATE INDEX metric_imports_of_channel ON public.metric_imports USING btree (channel_id, state);
CREATE INDEX metric_imports_of_workspace ON public.metric_imports USING btree (workspace_id, id DESC);
CREATE INDEX metric_latest_of_import ON public.metric_latest USING btree (import_id) WHERE (import_id IS NOT NULL);
CREATE INDEX metric_points_of_import ON public.metric_points USING btree (import_id) WHERE (import_id IS NOT NULL);
CREATE INDEX metric_points_replaced_from ON public.metric_points_replaced USING btree (from_import) WHERE (from_import IS NOT NULL);
CREATE INDEX metric_points_replaced_of_import ON public.metric_points_replaced USING btree (import_id);
CREATE INDEX moves_by_age ON public.moves USING btree (created_at);
CREATE INDEX moves_of_organisation ON public.moves USING btree (organisation_id);
CREATE INDEX moves_of_user ON public.moves USING btree (user_id, created_at DESC) WHERE (user_id IS NOT NULL);
CREATE INDEX moves_of_workspace ON public.moves USING btree (workspace_id, created_at DESC) WHERE (workspace_id IS NOT NULL);
CREATE INDEX network_apps_shared ON public.network_apps USING btree (shared_at) WHERE (shared_at IS NOT NULL);
CREATE INDEX notifications_of_workspace ON public.notifications USING btree (workspace_id, id DESC);
CREATE UNIQUE INDEX notifications_open ON public.notifications USING btree (workspace_id, kind, subject_kind, subject_id) WHERE (resolved_at IS NULL);
CREATE INDEX oauth_clients_by_age ON public.oauth_clients USING btree (COALESCE(used_at, created_at));
CREATE INDEX oauth_codes_by_age ON public.oauth_codes USING btree (expires_at);
CREATE INDEX oauth_codes_of_key ON public.oauth_codes USING btree (key_id);
CREATE INDEX overrules_by_time ON public.overrules USING btree (workspace_id, at);
CREATE INDEX overrules_of_post ON public.overrules USING btree (post_id);
CREATE INDEX overrules_of_user ON public.overrules USING btree (user_id) WHERE (user_id IS NOT NULL);
CREATE INDEX passkey_challenges_by_age ON public.passkey_challenges USING btree (expires_at);
CREATE INDEX passkey_challenges_of_user ON public.passkey_challenges USING btree (user_id) WHERE (user_id IS NOT NULL);
CREATE INDEX passkeys_of_user ON public.passkeys USING btree (user_id);
CREATE INDEX password_links_by_age ON public.password_links USING btree (expires_at);
CREATE INDEX password_links_made_by ON public.password_links USING btree (made_by) WHERE (made_by IS NOT NULL);
CREATE INDEX password_links_of_user ON public.password_links USING btree (user_id);
CREATE INDEX personas_of_media ON public.personas USING btree (media_id) WHERE (media_id IS NOT NULL);
CREATE INDEX personas_of_workspace ON public.personas USING btree (workspace_id, id);
CREATE UNIQUE INDEX pillars_by_name ON public.pillars USING btree (workspace_id, lower(name)) WHERE (archived_at IS NULL);
CREATE INDEX pillars_of_persona ON public.pillars USING btree (persona_id) WHERE (persona_id IS NOT NULL);
CREATE INDEX pilots_of_workspace ON public.pilots USING btree (workspace_id, created_at DESC, id);
CREATE UNIQUE INDEX plan_templates_by_name ON public.plan_templates USING btree (workspace_id, lower(name));
CREATE INDEX planned_posts_by_time ON public.planned_posts USING btree (workspace_id, at);
CREATE INDEX planned_posts_of_campaign ON public.planned_posts USING btree (campaign_id) WHERE (campaign_id IS NOT NULL);
CREATE INDEX planned_posts_of_channel ON public.planned_posts USING btree (channel_id);
CREATE INDEX planned_posts_of_persona ON public.planned_posts USING btree (persona_id) WHERE (persona_id IS NOT NULL);
CREATE UNIQUE INDEX planned_posts_of_post ON public.planned_posts USING btree (post_id) WHERE (post_id IS NOT NULL);
CREATE INDEX post_company_by_post ON public.post_company USING btree (post_id);
CREATE INDEX post_company_of_channel ON public.post_company USING btree (channel_id) WHERE (channel_id IS NOT NULL);
CREATE INDEX post_company_of_person ON public.post_company USING btree (person_id);
CREATE INDEX post_import_rows_of_import ON public.post_import_rows USING btree (import_id, state, n);
CREATE INDEX post_import_rows_of_post ON public.post_import_rows USING btree (post_id) WHERE (post_id IS NOT NULL);
CREATE INDEX post_imports_by_digest ON public.post_imports USING btree (workspace_id, digest);
CREATE INDEX post_imports_made_by ON public.post_imports USING btree (made_by) WHERE (made_by IS NOT NULL);
CREATE INDEX post_imports_made_key ON public.post_imports USING btree (made_key) WHERE (made_key IS NOT NULL);
CREATE INDEX post_imports_of_workspace ON public.post_imports USING btree (workspace_id, id DESC);
CREATE INDEX post_media_of_media ON public.post_media USING btree (workspace_id, media_id);
CREATE INDEX post_source_items_by_digest ON public.post_source_items USING btree (source_id, digest);
CREATE INDEX post_source_items_of_post ON public.post_source_items USING btree (post_id) WHERE (post_id IS NOT NULL);
CREATE INDEX post_source_items_of_source ON public.post_source_items USING btree (source_id, seen_at DESC, key DESC);
CREATE INDEX post_sources_due ON public.post_sources USING btree (next_at) WHERE (state = 'running'::text);
CREATE INDEX post_sources_made_by ON public.post_sources USING btree (made_by) WHERE (made_by IS NOT NULL);
CREATE INDEX post_sources_made_key ON public.post_sources USING btree (made_key) WHERE (made_key IS NOT NULL);
CREATE INDEX post_sources_of_workspace ON public.post_sources USING btree (workspace_id, id DESC);
CREATE UNIQUE INDEX post_templates_by_name ON public.post_templates USING btree (workspace_id, lower(name)) WHERE (archived_at IS NULL);
CREATE INDEX post_versions_by_post ON public.post_versions USING btree (post_id);
CREATE INDEX post_versions_of_person ON public.post_versions USING btree (person_id) WHERE (person_id IS NOT NULL);
CREATE INDEX post_words_of_post ON public.post_words USING btree (post_id);
CREATE INDEX posts_by_wish ON public.posts USING btree (workspace_id, wish_at) WHERE (deleted_at IS NULL);
CREATE INDEX posts_by_words ON public.posts USING gin (workspace_id, search_text gin_trgm_ops) WHERE (deleted_at IS NULL);
CREATE INDEX posts_deleted ON public.posts USING btree (workspace_id, created_at DESC, id DESC) WHERE (deleted_at IS NOT NULL);
CREATE INDEX posts_of_campaign ON public.posts USING btree (campaign_id) WHERE (campaign_id IS NOT NULL);
CREATE INDEX posts_of_goal ON public.posts USING btree (goal_id) WHERE (goal_id IS NOT NULL);
CREATE INDEX posts_of_influencer ON public.posts USING btree (influencer_id) WHERE (influencer_id IS NOT NULL);
CREATE INDEX posts_of_persona ON public.posts USING btree (persona_id) WHERE (persona_id IS NOT NULL);
CREATE INDEX posts_of_pillar ON public.posts USING btree (pillar_id) WHERE (pillar_id IS NOT NULL);
CREATE INDEX posts_of_workspace ON public.posts USING btree (workspace_id, created_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX posts_to_purge ON public.posts USING btree (deleted_at) WHERE (deleted_at IS NOT NULL);
CREATE INDEX posts_unscheduled ON public.posts USING btree (workspace_id, created_at DESC, id DESC) WHERE ((deleted_at IS NULL) AND (stage <> 'scheduled'::text));
CREATE INDEX posts_with_mentions ON public.posts USING btree (workspace_id, updated_at DESC) WHERE ((content ? 'mentions'::text) AND (deleted_at IS NULL));
CREATE INDEX posts_without_time ON public.posts USING btree (workspace_id, created_at DESC, id DESC) WHERE ((wish_at IS NULL) AND (stage <> 'scheduled'::text) AND (deleted_at IS NULL));
CREATE UNIQUE INDEX presence_accounts_by_handle ON public.presence_accounts USING btree (workspace_id, network, lower(handle)) WHERE (removed_at IS NULL);
CREATE INDEX presence_evidence_by_taker ON public.presence_evidence USING btree (taken_by) WHERE (taken_by IS NOT NULL);
CREATE INDEX presence_evidence_of_own_picture ON public.presence_evidence USING btree (own_picture_id) WHERE (own_picture_id IS NOT NULL);
CREATE INDEX presence_evidence_of_picture ON public.presence_evidence USING btree (picture_id) WHERE (picture_id IS NOT NULL);
CREATE INDEX presence_evidence_of_suspect ON public.presence_evidence USING btree (suspect_id, taken_at DESC);
CREATE INDEX presence_evidence_of_workspace ON public.presence_evidence USING btree (workspace_id);
CREATE INDEX presence_runs_by_starter ON public.presence_runs USING btree (started_by) WHERE (started_by IS NOT NULL);
CREATE UNIQUE INDEX presence_runs_open ON public.presence_runs USING btree (workspace_id) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]));
CREATE INDEX presence_settings_due ON public.presence_settings USING btree (next_at) WHERE (next_at IS NOT NULL);
CREATE INDEX presence_verdicts_by_author ON public.presence_verdicts USING btree (author_id) WHERE (author_id IS NOT NULL);
CREATE INDEX presence_verdicts_of_subject ON public.presence_verdicts USING btree (workspace_id, subject_kind, subject_id, created_at DESC);
CREATE INDEX provider_visits_by_age ON public.provider_visits USING btree (expires_at);
CREATE INDEX provider_visits_of_user ON public.provider_visits USING btree (user_id) WHERE (user_id IS NOT NULL);
CREATE INDEX publication_changes_by_delivery ON public.publication_changes USING btree (delivery_id);
CREATE INDEX publication_changes_of_channel ON public.publication_changes USING btree (channel_id);
CREATE INDEX publication_changes_of_person ON public.publication_changes USING btree (asked_by) WHERE (asked_by IS NOT NULL);
CREATE INDEX publication_changes_of_post ON public.publication_changes USING btree (post_id, channel_id);
CREATE INDEX publication_changes_of_workspace ON public.publication_changes USING btree (workspace_id, state);
CREATE INDEX publications_by_post ON public.publications USING btree (post_id) WHERE (post_id IS NOT NULL);
CREATE INDEX publications_of_delivery ON public.publications USING btree (delivery_id) WHERE (delivery_id IS NOT NULL);
CREATE INDEX publications_of_post ON public.publications USING btree (workspace_id, post_id) WHERE (post_id IS NOT NULL);
CREATE INDEX publications_of_workspace ON public.publications USING btree (workspace_id, published_at DESC, id DESC);
CREATE INDEX push_devices_of_session ON public.push_devices USING btree (session_id);
CREATE INDEX push_devices_of_user ON public.push_devices USING btree (user_id);
CREATE INDEX rubrics_of_workspace ON public.rubrics USING btree (workspace_id, "position");
CREATE INDEX segments_of_workspace ON public.segments USING btree (workspace_id, id);
CREATE INDEX series_made_by ON public.series USING btree (made_by) WHERE (made_by IS NOT NULL);
CREATE INDEX series_made_key ON public.series USING btree (made_key) WHERE (made_key IS NOT NULL);
CREATE INDEX series_of_workspace ON public.series USING btree (workspace_id, id DESC);
CREATE INDEX series_running ON public.series USING btree (id) WHERE (state = 'running'::text);
CREATE INDEX series_items_of_series ON public.series_items USING btree (series_id, "position");
CREATE INDEX series_items_of_workspace ON public.series_items USING btree (workspace_id);
CREATE INDEX series_turns_of_item ON public.series_turns USING btree (item_id, at) WHERE (item_id IS NOT NULL);
CREATE INDEX series_turns_of_post ON public.series_turns USING btree (post_id) WHERE (post_id IS NOT NULL);
CREATE INDEX series_turns_of_series ON public.series_turns USING btree (series_id, occurs_at);
CREATE INDEX sessions_of_user ON public.sessions USING btree (user_id);
CREATE INDEX shelf_by_place ON public.shelf USING btree (channel_id, place DESC);
CREATE INDEX sign_in_accounts_of_user ON public.sign_in_accounts USING btree (user_id);
CREATE UNIQUE INDEX sign_in_accounts_one_each ON public.sign_in_accounts USING btree (provider_id, account_id);
CREATE INDEX sign_in_brakes_by_age ON public.sign_in_brakes USING btree (last_at);
CREATE INDEX sign_in_proofs_by_age ON public.sign_in_proofs USING btree (expires_at);
CREATE INDEX sign_in_proofs_of_user ON public.sign_in_proofs USING btree (user_id);
CREATE INDEX slots_of_workspace ON public.slots USING btree (workspace_id, channel_id);
CREATE UNIQUE INDEX snippets_by_name ON public.snippets USING btree (workspace_id, lower(name));
CREATE INDEX strategy_links_by_age ON public.strategy_links USING btree (expires_at);
CREATE INDEX strategy_links_made_by ON public.strategy_links USING btree (made_by);
CREATE INDEX strategy_links_of_workspace ON public.strategy_links USING btree (workspace_id, created_at);
CREATE INDEX strategy_reviews_to_tell ON public.strategy_revisions USING btree (review_on) WHERE ((review_on IS NOT NULL) AND (review_told_at IS NULL));
CREATE INDEX strategy_revisions_author ON public.strategy_revisions USING btree (author_id) WHERE (author_id IS NOT NULL);
CREATE INDEX suspects_by_points ON public.suspects USING btree (workspace_id, points DESC, id DESC);
CREATE INDEX suspects_of_channel ON public.suspects USING btree (channel_id) WHERE (channel_id IS NOT NULL);
CREATE INDEX suspects_of_picture ON public.suspects USING btree (picture_id) WHERE (picture_id IS NOT NULL);
CREATE INDEX tasks_deleted ON public.tasks USING btree (deleted_at) WHERE (deleted_at IS NOT NULL);
CREATE INDEX tasks_done ON public.tasks USING btree (workspace_id, done_at DESC, id) WHERE ((done_at IS NOT NULL) AND (deleted_at IS NULL));
CREATE INDEX tasks_done_by ON public.tasks USING btree (done_by) WHERE (done_by IS NOT NULL);
CREATE INDEX tasks_due ON public.tasks USING btree (due_on) WHERE ((done_at IS NULL) AND (deleted_at IS NULL) AND (due_on IS NOT NULL));
CREATE INDEX tasks_made_by ON public.tasks USING btree (made_by) WHERE (made_by IS NOT NULL);
CREATE INDEX tasks_of_assignee ON public.tasks USING btree (assignee_id, workspace_id) WHERE (assignee_id IS NOT NULL);
CREATE INDEX tasks_of_post ON public.tasks USING btree (post_id) WHERE (post_id IS NOT NULL);
CREATE INDEX tasks_open ON public.tasks USING btree (workspace_id, COALESCE(due_on, 'infinity'::date), id) WHERE ((done_at IS NULL) AND (deleted_at IS NULL));
CREATE INDEX team_parts_of_person ON public.team_parts USING btree (person_id);
CREATE INDEX team_parts_of_work ON public.team_parts USING btree (work_id);
CREATE UNIQUE INDEX team_people_by_user ON public.team_people USING btree (user_id, workspace_id) WHERE (user_id IS NOT NULL);
CREATE INDEX team_people_of_workspace ON public.team_people USING btree (workspace_id, id);
CREATE UNIQUE INDEX team_works_by_name ON public.team_works USING btree (workspace_id, lower(name)) WHERE (archived_at IS NULL);
CREATE INDEX team_works_of_workspace ON public.team_works USING btree (workspace_id, "position", id);
CREATE INDEX variants_of_channel ON public.variants USING btree (workspace_id, channel_id);
CREATE INDEX verifications_by_identifier ON public.verifications USING btree (identifier);
CREATE UNIQUE INDEX webhook_doors_of_app ON public.webhook_doors USING btree (app_id) WHERE (app_id IS NOT NULL);
CREATE UNIQUE INDEX webhook_doors_of_channel ON public.webhook_doors USING btree (channel_id) WHERE (channel_id IS NOT NULL);
CREATE INDEX webhook_doors_of_workspace ON public.webhook_doors USING btree (workspace_id, id);
CREATE INDEX webhook_events_by_time ON public.webhook_events USING btree (at);
CREATE INDEX webhook_events_of_door ON public.webhook_events USING btree (door_id);
CREATE UNIQUE INDEX webhook_subscriptions_of_channel ON public.webhook_subscriptions USING btree (channel_id);
CREATE INDEX webhook_subscriptions_of_door ON public.webhook_subscriptions USING btree (door_id, channel_id);
CREATE INDEX workspaces_of_organisation ON public.workspaces USING btree (organisation_id);
CREATE INDEX workspaces_to_erase ON public.workspaces USING btree (erase_at) WHERE (erase_at IS NOT NULL);

CREATE TRIGGER deliveries_moved AFTER UPDATE ON public.deliveries REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION open_lanes();
CREATE TRIGGER deliveries_planned AFTER INSERT ON public.deliveries REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION open_lanes();
CREATE TRIGGER media_words BEFORE INSERT OR UPDATE OF file_name, alt, tags ON public.media FOR EACH ROW EXECUTE FUNCTION media_words();
CREATE TRIGGER mirror_rights AFTER UPDATE OF owner, licence, terms, usable_until, consent ON public.media FOR EACH ROW EXECUTE FUNCTION mirror_rights();
CREATE TRIGGER mirror_rights_at_first AFTER INSERT ON public.media_edits FOR EACH ROW EXECUTE FUNCTION mirror_rights_at_first();
