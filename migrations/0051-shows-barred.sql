-- Whether a content shows something that may not be shown at an instant: a picture or film itself, the picture of a link, or one
-- that was laid on it. Asked by statements that claim what is on its way, and take back what is in somebody's hands.
create function shows_barred(of_workspace uuid, content jsonb, at_time timestamptz) returns boolean
language sql stable cost 5000 as $$
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
$$;

-- Its post says something else by now, and it keeps the words that it began with.
alter table deliveries add column behind boolean not null default false;
