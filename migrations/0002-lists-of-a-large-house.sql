-- Lists that a large house opens all day, each along an index of its own instead of through everything it has.

-- What was deleted, newest first; and what is to be gone for good by now.
create index posts_deleted on posts (workspace_id, created_at desc, id desc) where deleted_at is not null;
create index posts_to_purge on posts (deleted_at) where deleted_at is not null;

-- Drafts and proposals: few beside what was scheduled.
create index posts_unscheduled on posts (workspace_id, created_at desc, id desc)
  where deleted_at is null and stage <> 'scheduled';
