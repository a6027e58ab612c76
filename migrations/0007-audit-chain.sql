-- The audit log as chains: each row is linked to the one before it in its workspace by a digest, so that one that is
-- changed, removed or put in by hand is noticed. See docs/decisions, "Audit log in chains".

-- Its place in its chain and its digest; both are missing until the sealer has come by. The place is not the id: ids are
-- given when a row is written, and transactions commit in another order.
alter table audit_log add column chain_seq bigint, add column digest bytea;
create unique index audit_log_chain on audit_log (workspace_id, chain_seq) nulls not distinct
  where chain_seq is not null;
create index audit_log_unsealed on audit_log (id) where chain_seq is null;

-- One row for each chain; the one without a workspace holds what people do to their accounts.
create table audit_chains (
  workspace_id uuid references workspaces on delete cascade,
  -- Rows up to here were taken away from the beginning when their time was over, and the digest of the last of them.
  base_seq bigint not null,
  base_digest bytea not null,
  head_seq bigint not null,
  head_digest bytea not null,
  -- Over all of the above, by a key that is not in the database.
  seal bytea not null,
  sealed_at timestamptz not null default now(),
  constraint audit_chains_of_workspace unique nulls not distinct (workspace_id)
);

drop index audit_log_of_workspace;
create index audit_log_of_workspace on audit_log (workspace_id, at desc, id desc);

-- Each filter of the list has the order of the list in its index, so that a page is read and not sorted together. They
-- hold sealed rows alone: whoever changes something does not wait for them, the sealer fills them, and what it has not
-- yet reached is little.
create index audit_log_by_action on audit_log (workspace_id, action, at desc, id desc) where chain_seq is not null;
create index audit_log_by_actor on audit_log (workspace_id, actor_id, at desc, id desc)
  where chain_seq is not null and actor_id is not null;
create index audit_log_by_name on audit_log (workspace_id, actor_name, at desc, id desc) where chain_seq is not null;
create index audit_log_by_subject on audit_log (workspace_id, subject_id, at desc, id desc)
  where chain_seq is not null and subject_id is not null;
create index audit_log_by_address on audit_log (workspace_id, ip, at desc, id desc)
  where chain_seq is not null and ip is not null;

-- By what people call the thing that a row is about, in small letters; nothing where it has no name.
create function audit_names(before jsonb, after jsonb) returns text language sql immutable parallel safe as $$
  select nullif(lower(
    coalesce(before->>'name' || ' ', '') || coalesce(after->>'name' || ' ', '') ||
    coalesce(before->>'handle' || ' ', '') || coalesce(after->>'handle' || ' ', '') ||
    coalesce(before->>'email' || ' ', '') || coalesce(after->>'email' || ' ', '') ||
    coalesce(before->>'fileName' || ' ', '') || coalesce(after->>'fileName' || ' ', '') ||
    coalesce(before->>'url' || ' ', '') || coalesce(after->>'url' || ' ', '')), '')
$$;

-- As with the search in posts: without the two extensions it works all the same and reads more.
do $$
begin
  create extension if not exists pg_trgm;
  create extension if not exists btree_gin;
  create index audit_log_by_thing on audit_log using gin (workspace_id, audit_names(before, after) gin_trgm_ops)
    where chain_seq is not null and audit_names(before, after) is not null;
exception when feature_not_supported or undefined_file or insufficient_privilege or undefined_object then
  raise warning 'Search in a long audit log will be slow: pg_trgm and btree_gin cannot be installed. %', sqlerrm;
end $$;
