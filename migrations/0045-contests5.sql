-- Contests: who was erased stays away, accounts that somebody names are proven, many are judged at once, a public number comes by itself.

-- Whoever was erased is not collected again: a digest of their account that only this house makes. It goes with the data of the contest.
create table contest_erased (
  workspace_id uuid not null references workspaces on delete cascade,
  contest_id uuid not null references contests on delete cascade,
  digest text not null,
  primary key (workspace_id, contest_id, digest)
);
create index contest_erased_of_contest on contest_erased (contest_id);

-- Accounts that somebody named in the form as theirs. They prove it by answering a post of the contest with their code.
create table contest_claims (
  workspace_id uuid not null references workspaces on delete cascade,
  contest_id uuid not null references contests on delete cascade,
  entry_id uuid not null references contest_entries on delete cascade,
  network text not null,
  handle text not null,
  -- The handle as others are known by it.
  key text not null,
  proven_at timestamptz,
  primary key (workspace_id, entry_id, key)
);
create index contest_claims_of_entry on contest_claims (entry_id);
create index contest_claims_of_key on contest_claims (contest_id, key);

insert into contest_claims (workspace_id, contest_id, entry_id, network, handle, key, proven_at)
select e.workspace_id, e.contest_id, e.id, s ->> 'network', s ->> 'handle',
  'handle:' || (s ->> 'network') || ':' || lower(ltrim(trim(s ->> 'handle'), '@')), e.confirmed_at
from contest_entries e cross join lateral jsonb_array_elements(coalesce(e.stated, '[]')) s
on conflict do nothing;

alter table contest_entries
  drop column stated,
  add column code text;
create index contest_entries_of_code on contest_entries (contest_id, code) where code is not null;

alter table contest_people
  drop constraint contest_people_merged_check,
  add constraint contest_people_merged_check check (merged_how in ('stated', 'proven', 'staff'));

-- What was decided of many at once can be taken back at once.
alter table contest_notes
  add column batch_id uuid,
  add column before text constraint contest_notes_before_check check (before in ('in', 'aside', 'kept', 'out'));
create index contest_notes_of_batch on contest_notes (batch_id) where batch_id is not null;

-- With what anybody sees that a public number is that of its source.
alter table contest_draws add column beacon_proof text not null default '';
