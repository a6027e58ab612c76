-- What is on its way is little beside what lies behind.
create index deliveries_on_their_way on deliveries (workspace_id, due_at, id) where state in ('sending', 'sent');

-- Search by any part of a word, in any script, along triples of letters. Where PostgreSQL came without its contributed
-- extensions, or the owner of the database may not install them, search works all the same and reads more.
do $$
begin
  create extension if not exists pg_trgm;
  create extension if not exists btree_gin;
  create index posts_by_words on posts using gin (workspace_id, search_text gin_trgm_ops) where deleted_at is null;
exception when feature_not_supported or undefined_file or insufficient_privilege or undefined_object then
  raise warning 'Search in many posts will be slow: pg_trgm and btree_gin cannot be installed. %', sqlerrm;
end $$;
