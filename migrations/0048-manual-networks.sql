-- A delivery in the hands of a person, who puts it there where no program can.
alter table deliveries drop constraint deliveries_state_check;
alter table deliveries add constraint deliveries_state_check check (state in
  ('scheduled', 'claimed', 'sending', 'sent', 'published', 'waiting', 'handed', 'failed', 'in_doubt', 'missed', 'cancelled'));
-- Who said that it is out, when they said it, and what it was before: for the undo.
alter table deliveries add column marked_by text references users on delete set null;
alter table deliveries add column marked_at timestamptz;
alter table deliveries add column marked_from text;
create index deliveries_marked_by on deliveries (marked_by) where marked_by is not null;
drop index deliveries_needing_people;
create index deliveries_needing_people on deliveries (workspace_id, state, updated_at desc)
  where state in ('failed', 'in_doubt', 'missed', 'handed');
-- What is in people's hands in the whole house: looked through each minute.
create index deliveries_handed on deliveries (id) where state = 'handed';

alter table attempts drop constraint attempts_outcome_check;
alter table attempts add constraint attempts_outcome_check check (outcome in
  ('published', 'pending', 'handed', 'later', 'reconnect', 'rejected', 'unknown', 'absent'));

-- How long before its time a delivery is handed over, and how long after it people are reminded; null: never.
alter table channels add column lead_minutes integer not null default 0 check (lead_minutes between 0 and 1440);
alter table channels add column remind_minutes integer default 30 check (remind_minutes between 5 and 1440);

-- Who is asked first to put things on a channel. With nobody, everybody who may publish there.
create table channel_hands (
  workspace_id uuid not null references workspaces on delete cascade,
  channel_id uuid not null references channels on delete cascade,
  user_id text not null references users on delete cascade,
  primary key (workspace_id, channel_id, user_id)
);
create index channel_hands_of_channel on channel_hands (channel_id);
create index channel_hands_of_person on channel_hands (user_id);

-- Into whose hands a delivery was given, and how often they were reminded. One row a delivery: the latest time that it was.
create table handovers (
  workspace_id uuid not null references workspaces on delete cascade,
  delivery_id uuid primary key references deliveries on delete cascade,
  handed_at timestamptz not null,
  -- Who said that they do it.
  taken_by text references users on delete set null,
  taken_at timestamptz,
  -- When people are reminded next; null: not any more.
  remind_at timestamptz,
  reminders integer not null default 0,
  -- When its words changed while it was in somebody's hands.
  changed_at timestamptz,
  -- Why it was left out.
  reason text
);
create index handovers_of_workspace on handovers (workspace_id, handed_at desc);
create index handovers_taken_by on handovers (taken_by) where taken_by is not null;
create index handovers_to_remind on handovers (remind_at) where remind_at is not null;

-- Browsers that are told at once (Web Push). It ends with the session in which somebody asked for it.
create table push_devices (
  id uuid primary key default new_id(),
  user_id text not null references users on delete cascade,
  session_id text not null references sessions on delete cascade,
  endpoint text not null unique,
  -- With these the words are sealed for the browser: its maker, who carries them, cannot read them.
  p256dh text not null,
  auth text not null,
  name text not null,
  created_at timestamptz not null default now(),
  told_at timestamptz
);
create index push_devices_of_user on push_devices (user_id);
create index push_devices_of_session on push_devices (session_id);
alter table notifications add column pushed_at timestamptz;
update notifications set pushed_at = now();
-- null: as is usual for the kind.
alter table notification_settings add column push boolean;
