-- Pictures made of others: the original stays as it is, and the recipe says what was done, so that it can be done otherwise.
create table media_edits (
  workspace_id uuid not null references workspaces on delete cascade,
  media_id uuid not null references media on delete cascade,
  -- Always an original, never itself made of another.
  source_id uuid not null references media on delete cascade,
  recipe jsonb not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, media_id),
  check (media_id <> source_id)
);
create unique index media_edits_of_media on media_edits (media_id);
create index media_edits_of_source on media_edits (source_id);

-- A picture that was made of another has its rights, always: what may not be shown may not be shown cropped either. Kept alike
-- by the database, so that no way in forgets it.
create function mirror_rights() returns trigger language plpgsql as $$
begin
  update media c set owner = new.owner, licence = new.licence, terms = new.terms,
    usable_until = new.usable_until, consent = new.consent
  from media_edits e
  where e.source_id = new.id and e.workspace_id = new.workspace_id and c.id = e.media_id
    and (c.owner, c.licence, c.terms, c.usable_until, c.consent)
      is distinct from (new.owner, new.licence, new.terms, new.usable_until, new.consent);
  return null;
end $$;
create trigger mirror_rights after update of owner, licence, terms, usable_until, consent on media
  for each row execute function mirror_rights();

-- The lock holds off whoever changes the rights of the original meanwhile; afterwards they see this row, and mirror.
create function mirror_rights_at_first() returns trigger language plpgsql as $$
declare source media%rowtype;
begin
  select * into source from media where id = new.source_id and workspace_id = new.workspace_id for share;
  if not found then raise foreign_key_violation using message = 'The original is of another workspace.'; end if;
  update media set owner = source.owner, licence = source.licence, terms = source.terms,
    usable_until = source.usable_until, consent = source.consent
  where id = new.media_id and workspace_id = new.workspace_id;
  return null;
end $$;
create trigger mirror_rights_at_first after insert on media_edits
  for each row execute function mirror_rights_at_first();

-- By what a file is known again that was taken out of the library and comes back.
create index media_by_digest on media (workspace_id, digest);

-- How the brand looks: what the editor of pictures offers first.
create table brand_kits (
  workspace_id uuid primary key references workspaces on delete cascade,
  -- [{name, value}]
  colours jsonb not null default '[]',
  -- {heading: {font, bold}, text: {font, bold}}
  fonts jsonb not null default '{}',
  version integer not null default 1
);
create table brand_logos (
  workspace_id uuid not null references workspaces on delete cascade,
  media_id uuid not null references media on delete cascade,
  name text not null check (length(name) between 1 and 80),
  place smallint not null,
  primary key (workspace_id, media_id)
);
create index brand_logos_of_media on brand_logos (media_id);
