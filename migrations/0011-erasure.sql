-- A workspace that is to be erased at an instant: until then it stands still and can be kept.
alter table workspaces add column erase_at timestamptz;
create index workspaces_to_erase on workspaces (erase_at) where erase_at is not null;

-- Whoever wrote it has left for good; without an author and without this, a program wrote it.
alter table posts add column author_gone boolean not null default false;

-- A row of the audit log in which a person was erased: the seal over what it says now. Its digest stays what it was, so
-- that the chain holds (docs/decisions/0019-erased-rows-keep-their-digest.md).
alter table audit_log add column erasure bytea;
