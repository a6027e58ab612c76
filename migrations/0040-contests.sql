-- Consent of people who are no members, as a record: who, to which words, when and how; and when it was taken back.
create table consents (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  -- As they wrote it, and the same in small letters, by which they are found again.
  who text not null constraint consents_who_check check (length(who) between 3 and 254),
  who_key text not null,
  purpose text not null constraint consents_purpose_check check (purpose in ('contest', 'news')),
  -- Word for word what was agreed to, and a digest of it: the same words have the same version.
  words text not null constraint consents_words_check check (length(words) between 1 and 4000),
  version text not null,
  language text not null,
  how text not null constraint consents_how_check check (how in ('form', 'staff')),
  -- What it was given for; it may be gone by now.
  subject_kind text not null,
  subject_id uuid not null,
  given_at timestamptz not null,
  -- When the mail address answered; null where it was never asked, or has not answered.
  confirmed_at timestamptz,
  withdrawn_at timestamptz,
  withdrawn_how text constraint consents_withdrawn_check check (withdrawn_how in ('link', 'staff')),
  -- After this day the record goes; null while it is needed.
  keep_until timestamptz,
  constraint consents_withdrawal_check check ((withdrawn_at is null) = (withdrawn_how is null))
);
create index consents_of_workspace on consents (workspace_id, given_at desc, id desc);
create index consents_of_person on consents (workspace_id, who_key);
create index consents_of_subject on consents (workspace_id, subject_id);
create index consents_to_drop on consents (keep_until) where keep_until is not null;

create table contests (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  name text not null constraint contests_name_check check (length(name) between 1 and 120),
  version integer not null default 1,
  stage text not null default 'draft'
    constraint contests_stage_check check (stage in ('draft', 'open', 'frozen', 'drawn', 'cancelled')),
  -- What its rules are made of, as it stands in the form.
  facts jsonb not null constraint contests_facts_check check (jsonb_typeof(facts) = 'object'),
  time_zone text not null,
  starts_at timestamptz,
  ends_at timestamptz,
  winners integer not null default 1 constraint contests_winners_check check (winners between 1 and 100),
  -- The form on our own page: whether there is one, and what it asks.
  form jsonb not null default '{}',
  -- The end of its public address.
  token text not null default replace(gen_random_uuid()::text, '-', '') unique,
  opened_at timestamptz,
  -- The digest of the seed of the first draw, published when it opened.
  commitment text,
  frozen_at timestamptz,
  list_hash text,
  -- What of the public world goes into the draw, named before it is known: {words, at}.
  beacon jsonb,
  cancelled_at timestamptz,
  cancelled_why text,
  -- When the data of those who take part goes, and what went.
  erase_at timestamptz,
  erased_at timestamptz,
  erased jsonb,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index contests_of_workspace on contests (workspace_id, created_at desc, id desc);
create index contests_to_erase on contests (erase_at) where erased_at is null and erase_at is not null;

-- The seeds, sealed until they are drawn with: each is the digest of the next, so the first digest binds them all.
create table contest_seeds (
  workspace_id uuid not null references workspaces on delete cascade,
  contest_id uuid primary key references contests on delete cascade,
  sealed bytea not null,
  key_id text not null
);

-- The rules as they were published; a change after the opening is another version with its reason.
create table contest_rules (
  workspace_id uuid not null references workspaces on delete cascade,
  contest_id uuid not null references contests on delete cascade,
  version integer not null,
  texts jsonb not null,
  packs jsonb not null,
  reason text not null default '',
  user_id text references users on delete set null,
  at timestamptz not null,
  primary key (contest_id, version)
);
create index contest_rules_of_person on contest_rules (user_id) where user_id is not null;

-- Posts whose readers take part, and how far they are read.
create table contest_posts (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  contest_id uuid not null references contests on delete cascade,
  publication_id uuid not null references publications on delete cascade,
  channel_id uuid not null references channels on delete cascade,
  remote_id text not null,
  ways text[] not null constraint contest_posts_ways_check check (ways <@ array['like', 'comment', 'repost'] and cardinality(ways) > 0),
  -- Where reading goes on: {way, cursor}; null begins anew.
  place jsonb,
  next_at timestamptz,
  lease_until timestamptz,
  read_at timestamptz,
  whole_at timestamptz,
  -- What the network does not show in full, and why the last reading failed.
  partial text[] not null default '{}',
  failure text,
  failures integer not null default 0,
  created_at timestamptz not null default now(),
  unique (contest_id, publication_id)
);
create index contest_posts_due on contest_posts (next_at) where next_at is not null;
create index contest_posts_of_publication on contest_posts (publication_id);
create index contest_posts_of_channel on contest_posts (channel_id);

-- Who takes part: one person, by however many ways.
create table contest_people (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  contest_id uuid not null references contests on delete cascade,
  state text not null default 'in' constraint contest_people_state_check check (state in ('in', 'aside', 'kept', 'out')),
  -- Signals with their weights, as they were when it was last looked.
  signals jsonb not null default '[]',
  weight integer not null default 0,
  reason text not null default '',
  judged_by text references users on delete set null,
  judged_at timestamptz,
  -- Whom they are the same as.
  merged_into uuid references contest_people on delete cascade,
  merged_how text constraint contest_people_merged_check check (merged_how in ('stated', 'staff')),
  -- Goes into the digest under which they stand in the list.
  salt text not null default replace(gen_random_uuid()::text, '-', ''),
  leaf text,
  created_at timestamptz not null default now()
);
create index contest_people_of_contest on contest_people (contest_id, created_at, id);
create index contest_people_aside on contest_people (contest_id, weight desc, id) where state = 'aside' and merged_into is null;
create index contest_people_merged on contest_people (merged_into) where merged_into is not null;
create index contest_people_judged on contest_people (judged_by) where judged_by is not null;

create table contest_entries (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  contest_id uuid not null references contests on delete cascade,
  person_id uuid not null references contest_people on delete cascade,
  way text not null constraint contest_entries_way_check check (way in ('like', 'comment', 'repost', 'form')),
  post_id uuid references contest_posts on delete cascade,
  network text,
  -- By what a second one is known: the account, or the mail address.
  same_key text not null,
  account text,
  handle text not null default '',
  name text not null default '',
  url text,
  mail text,
  words text not null default '',
  words_key text,
  account_at timestamptz,
  has_picture boolean,
  posts integer,
  -- A digest that only this contest can make: tells many from one place, and not the place.
  address_key text,
  language text,
  at timestamptz not null,
  -- False where the network does not tell when, and the instant is that of reading.
  timed boolean not null default true,
  confirmed_at timestamptz,
  -- Accounts that they named as theirs; they hold once the mail address has answered.
  stated jsonb,
  constraint contest_entries_once unique nulls not distinct (contest_id, way, post_id, same_key)
);
create index contest_entries_of_person on contest_entries (person_id);
create index contest_entries_of_post on contest_entries (post_id) where post_id is not null;
create index contest_entries_of_words on contest_entries (contest_id, words_key) where words_key is not null;
create index contest_entries_of_address on contest_entries (contest_id, address_key, at) where address_key is not null;

-- By what a person is known again: an account, a handle that they stated, a mail address.
create table contest_keys (
  workspace_id uuid not null references workspaces on delete cascade,
  contest_id uuid not null references contests on delete cascade,
  key text not null,
  person_id uuid not null references contest_people on delete cascade,
  primary key (contest_id, key)
);
create index contest_keys_of_person on contest_keys (person_id);

-- What was decided about those who take part, in its order.
create table contest_notes (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  contest_id uuid not null references contests on delete cascade,
  person_id uuid not null references contest_people on delete cascade,
  other_id uuid,
  what text not null constraint contest_notes_what_check check (what in ('keep', 'exclude', 'reopen', 'merge', 'split', 'linked')),
  reason text not null default '',
  user_id text references users on delete set null,
  at timestamptz not null
);
create index contest_notes_of_person on contest_notes (person_id, at);
create index contest_notes_of_user on contest_notes (user_id) where user_id is not null;

-- The list as it was published: digests that name nobody.
create table contest_lists (
  workspace_id uuid not null references workspaces on delete cascade,
  contest_id uuid primary key references contests on delete cascade,
  leaves text[] not null
);

-- Once each: a further one is a new public round with its reason.
create table contest_draws (
  workspace_id uuid not null references workspaces on delete cascade,
  contest_id uuid not null references contests on delete cascade,
  round integer not null constraint contest_draws_round_check check (round between 1 and 32),
  reason text not null constraint contest_draws_reason_check
    check (reason in ('first', 'no_answer', 'declined', 'not_eligible', 'undeliverable')),
  winners integer not null,
  seed text not null,
  beacon text not null default '',
  leaves text[] not null,
  user_id text references users on delete set null,
  drawn_at timestamptz not null,
  primary key (contest_id, round)
);
create index contest_draws_of_person on contest_draws (user_id) where user_id is not null;

create table contest_winners (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  contest_id uuid not null references contests on delete cascade,
  round integer not null,
  place integer not null,
  leaf text not null,
  person_id uuid references contest_people on delete set null,
  state text not null default 'drawn' constraint contest_winners_state_check
    check (state in ('drawn', 'contacted', 'accepted', 'sent', 'delivered', 'declined', 'no_answer', 'not_eligible', 'undeliverable')),
  version integer not null default 1,
  contacted_at timestamptz,
  answer_by timestamptz,
  answered_at timestamptz,
  delivered_at timestamptz,
  note text not null default '',
  -- How they may be named on the public page; only with their word.
  shown_as text,
  unique (contest_id, round, place)
);
create index contest_winners_of_person on contest_winners (person_id) where person_id is not null;

do $$ declare name text; begin
  foreach name in array array['contest_seeds', 'contest_rules', 'contest_posts', 'contest_people', 'contest_entries', 'contest_keys',
    'contest_notes', 'contest_lists', 'contest_draws', 'contest_winners'] loop
    execute format('create index %I on %I (workspace_id)', name || '_of_workspace', name);
  end loop;
end $$;
