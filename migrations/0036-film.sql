-- What was found in a film beyond its size and length. No row: nobody has looked yet.
create table media_films (
  workspace_id uuid not null references workspaces on delete cascade,
  media_id uuid not null references media on delete cascade,
  -- Codecs, frames a second, rotation, bitrate, sound. null: it could not be read.
  facts jsonb,
  looked_at timestamptz not null default now(),
  -- The frame or picture that stands for it, by its digest; null where nobody chose one.
  cover text,
  -- From which instant it was taken; null for a picture that was uploaded.
  cover_ms integer check (cover_ms >= 0),
  primary key (workspace_id, media_id)
);
create index media_films_of_media on media_films (media_id);

-- What is said in a film, as WebVTT. A row is never changed: what is replaced stays for posts that were scheduled with it.
create table media_captions (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  media_id uuid not null references media on delete cascade,
  language text not null check (length(language) between 2 and 35),
  file_name text not null,
  digest text not null,
  words text not null,
  created_at timestamptz not null default now(),
  replaced_at timestamptz
);
create index media_captions_of_media on media_captions (media_id);
create index media_captions_of_workspace on media_captions (workspace_id, media_id);
create unique index media_captions_by_language on media_captions (workspace_id, media_id, lower(language))
  where replaced_at is null;

-- Films that are made otherwise: for the rule of a network, or cut by a person.
create table film_conversions (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  media_id uuid not null references media on delete cascade,
  -- Digest of what is asked; the same film and rule are made once.
  rule text not null,
  kind text not null check (kind in ('fit', 'trim')),
  -- The plan: size, frames, bits; or from when to when.
  plan jsonb not null,
  networks text[] not null default '{}',
  state text not null default 'waiting' check (state in ('waiting', 'working', 'done', 'failed', 'cancelled')),
  -- When the first post leaves that waits for it.
  due_at timestamptz,
  -- Of a thousand.
  progress smallint not null default 0 check (progress between 0 and 1000),
  -- {code, facts} of what ended it, or of why it waits.
  problem jsonb,
  -- What a cut became.
  result_id uuid references media on delete set null,
  asked_by text,
  asked_kind text not null default 'system' check (asked_kind in ('person', 'key', 'system')),
  asked_name text not null default '',
  tries smallint not null default 0,
  retry_at timestamptz,
  -- Until then a process works on it; one that dies lets go by itself.
  held_until timestamptz,
  -- Which attempt of which process: what an older one still says is not believed.
  hold uuid,
  begun_at timestamptz,
  ended_at timestamptz,
  created_at timestamptz not null default now()
);
create unique index film_conversions_by_rule on film_conversions (workspace_id, media_id, rule);
create index film_conversions_of_media on film_conversions (media_id);
create index film_conversions_of_result on film_conversions (result_id) where result_id is not null;
create index film_conversions_to_do on film_conversions (due_at, created_at) where state in ('waiting', 'working');

-- Films into which nobody has looked are searched for again and again; they are few among the pictures.
create index media_of_films on media (id) where kind = 'video' and deleted_at is null;
