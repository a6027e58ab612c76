-- Others who speak to the same people: their profiles, what is publicly counted of them, and what we noted.

create table competitors (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  name text not null,
  -- Their page; may be empty.
  website text not null default '',
  -- Grows with each save; who saves names the one that was read.
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  archived_at timestamptz
);
create index competitors_of_workspace on competitors (workspace_id, id);

-- What works for them and what fails, as somebody saw it on a day.
create table competitor_notes (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  competitor_id uuid not null references competitors on delete cascade,
  kind text not null check (kind in ('works', 'fails')),
  on_day date not null,
  words text not null,
  author_id text references users on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- Taken away; can be brought back for 30 days.
  removed_at timestamptz
);
create index competitor_notes_of_competitor on competitor_notes (competitor_id, on_day);
create index competitor_notes_of_workspace on competitor_notes (workspace_id, competitor_id);
create index competitor_notes_author on competitor_notes (author_id) where author_id is not null;

-- An account of theirs.
create table competitor_profiles (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  competitor_id uuid not null references competitors on delete cascade,
  -- Id of a network that is read; of what is brought by hand the network's name, as people write it.
  network text not null,
  -- Whether the network is asked, or people bring what they know.
  is_read boolean not null,
  handle text not null,
  name text not null default '',
  url text not null default '',
  -- Of a network that is read: where, under which id, and its picture.
  server text,
  remote_id text,
  avatar_url text,
  created_at timestamptz not null default now(),
  -- When it is asked next; null while it is not (brought by hand, archived, gone).
  next_at timestamptz,
  -- When it was last asked through to the end.
  collected_at timestamptz,
  -- When it was last asked at all.
  asked_at timestamptz,
  failures integer not null default 0,
  -- What was wrong with it last; null when nothing.
  trouble_code text,
  trouble_words text,
  -- Where its people went, by their own word.
  moved_to text,
  -- Of its posts all are known from this instant on.
  read_back_to timestamptz,
  check (is_read = (server is not null and remote_id is not null))
);
create index competitor_profiles_of_competitor on competitor_profiles (competitor_id);
create index competitor_profiles_of_workspace on competitor_profiles (workspace_id, competitor_id);
create index competitor_profiles_due on competitor_profiles (next_at) where next_at is not null;
create unique index competitor_profiles_read on competitor_profiles (workspace_id, network, server, remote_id) where is_read;

-- What a profile counted on a day of the workspace's calendar; what nobody told is null.
create table competitor_days (
  workspace_id uuid not null references workspaces on delete cascade,
  profile_id uuid not null references competitor_profiles on delete cascade,
  day date not null,
  followers bigint check (followers >= 0),
  following bigint check (following >= 0),
  posts bigint check (posts >= 0),
  source text not null check (source in ('network', 'import', 'manual')),
  at timestamptz not null,
  primary key (workspace_id, profile_id, day)
);
create index competitor_days_of_profile on competitor_days (profile_id);

-- Their public posts of the last months. Of whoever spoke beneath them only how many, and when they were answered.
create table competitor_posts (
  workspace_id uuid not null references workspaces on delete cascade,
  profile_id uuid not null references competitor_profiles on delete cascade,
  -- The network's own; of what was imported its address, or a digest of its line.
  remote_id text not null,
  published_at timestamptz not null,
  -- Of a table that names only days the hour is not known.
  timed boolean not null default true,
  kind text not null check (kind in ('post', 'reply', 'repost')),
  format text not null check (format in ('text', 'link', 'image', 'video', 'poll', 'quote', 'other', 'unknown')),
  -- Whom a reply answers: the profile itself, as threads do, or others.
  answers text check (answers in ('own', 'others')),
  -- How it begins.
  words text not null default '',
  url text,
  likes bigint check (likes >= 0),
  reposts bigint check (reposts >= 0),
  replies bigint check (replies >= 0),
  quotes bigint check (quotes >= 0),
  saves bigint check (saves >= 0),
  source text not null check (source in ('network', 'import')),
  seen_at timestamptz not null,
  -- Comments of others directly beneath it, how many of these were answered and after how many seconds; null when never looked.
  comments integer,
  answered integer,
  answer_seconds integer[],
  comments_whole boolean,
  comments_at timestamptz,
  primary key (workspace_id, profile_id, remote_id)
);
create index competitor_posts_by_time on competitor_posts (workspace_id, profile_id, published_at desc);
create index competitor_posts_of_profile on competitor_posts (profile_id);
