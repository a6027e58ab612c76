-- From then on a workspace is closed to whoever has no second step; null: it is not asked for.
alter table workspaces add column second_step_from timestamptz;

-- A key that another key made is of the person who made that one: it may no more than they, and ends with them.
do $$ begin
  loop
    update api_keys k set created_by = parent.created_by
    from audit_log a join api_keys parent on parent.id::text = a.actor_id and parent.workspace_id = a.workspace_id
    where a.workspace_id = k.workspace_id and a.subject_id = k.id::text
      and a.action = 'key.made' and a.actor_kind = 'key'
      and k.created_by is null and parent.created_by is not null;
    exit when not found;
  end loop;
end $$;
create index api_keys_of_maker on api_keys (created_by, workspace_id) where created_by is not null;
