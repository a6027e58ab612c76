-- Folders of the library. What was deleted can be brought back for 30 days; what lies in it counts as in no folder meanwhile.
create table media_folders (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  -- What lies in a folder that goes for good lies at the top from then on.
  parent_id uuid references media_folders on delete set null,
  name text not null check (length(name) between 1 and 80),
  created_at timestamptz not null default now(),
  deleted_at timestamptz
);
create index media_folders_of_workspace on media_folders (workspace_id);
create index media_folders_of_parent on media_folders (parent_id) where parent_id is not null;
create unique index media_folders_by_name on media_folders
  (workspace_id, coalesce(parent_id, '00000000-0000-0000-0000-000000000000'), lower(name)) where deleted_at is null;

alter table media add column folder_id uuid references media_folders on delete set null;
-- Small letters, each once.
alter table media add column tags text[] not null default '{}';

-- What a search looks through. Written by the database, so that no way in forgets it.
alter table media add column search_text text not null default '';
create function media_words() returns trigger language plpgsql as $$
begin
  new.search_text := lower(new.file_name || ' ' || new.alt || ' ' || array_to_string(new.tags, ' '));
  return new;
end $$;
create trigger media_words before insert or update of file_name, alt, tags on media
  for each row execute function media_words();
update media set alt = alt;

-- Whose it is and how long it may be used. `usable_until` is the last day, by the clock of the workspace.
alter table media add column owner text not null default '' check (length(owner) <= 200);
alter table media add column licence text check (licence in ('own', 'bought', 'free', 'permission', 'unclear'));
alter table media add column terms text not null default '' check (length(terms) <= 2000);
alter table media add column usable_until date;
alter table media add column consent text check (consent in ('not_needed', 'asked', 'given', 'withdrawn'));

create index media_of_folder on media (folder_id) where folder_id is not null;
create index media_by_name on media (workspace_id, lower(file_name), id) where deleted_at is null;
create index media_by_bytes on media (workspace_id, bytes desc, id desc) where deleted_at is null;
create index media_by_end on media (workspace_id, usable_until) where usable_until is not null and deleted_at is null;
create index media_by_creator on media (created_by) where created_by is not null;

do $$
begin
  create extension if not exists pg_trgm;
  create extension if not exists btree_gin;
  create index media_by_words on media using gin (workspace_id, search_text gin_trgm_ops) where deleted_at is null;
  create index media_by_tags on media using gin (workspace_id, tags) where deleted_at is null;
exception when feature_not_supported or undefined_file or insufficient_privilege or undefined_object then
  raise warning 'Search in a large library will be slow: pg_trgm and btree_gin cannot be installed. %', sqlerrm;
end $$;

-- Proof that something may be shown: the signed form, the mail, the invoice.
create table media_proofs (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  media_id uuid not null references media on delete cascade,
  file_name text not null,
  mime text not null,
  bytes bigint not null,
  digest text not null,
  storage_key text not null,
  created_at timestamptz not null default now()
);
create index media_proofs_of_media on media_proofs (media_id);
create index media_proofs_of_workspace on media_proofs (workspace_id);

-- A file on its way into the library, in pieces from a browser or from an address.
create table media_uploads (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  -- The person or key that sends it.
  bringer text,
  bringer_kind text not null default 'person' check (bringer_kind in ('person', 'key', 'system')),
  bringer_name text not null default '',
  file_name text not null,
  -- By it the same file is known again when a page is opened anew; the browser makes it of name, length and date.
  mark text not null default '',
  source_url text,
  -- As it was announced; of an address it is known once it answers.
  bytes bigint,
  piece_bytes integer not null default 0,
  digest text,
  received bigint not null default 0,
  state text not null default 'receiving' check (state in ('receiving', 'finishing', 'done', 'failed')),
  -- {code, facts} of the error that ended it.
  problem jsonb,
  media_id uuid references media on delete set null,
  -- How often it was begun to be taken in, and, after a failure that nobody foresaw, when it is tried again.
  tries smallint not null default 0,
  retry_at timestamptz,
  -- Until then a process works on it; one that dies lets go by itself.
  held_until timestamptz,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index media_uploads_of_workspace on media_uploads (workspace_id, bringer, created_at);
create index media_uploads_of_media on media_uploads (media_id) where media_id is not null;
create index media_uploads_by_end on media_uploads (expires_at);
create index media_uploads_to_finish on media_uploads (created_at) where state = 'finishing';

create table media_pieces (
  upload_id uuid not null references media_uploads on delete cascade,
  number integer not null check (number >= 0),
  bytes integer not null,
  digest text not null,
  primary key (upload_id, number)
);
