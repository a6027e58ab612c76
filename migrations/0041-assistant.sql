-- The assistant: a model of the workspace's own choosing proposes words, a person takes them.

-- Where it is asked, what it costs there, and who may ask. Money in millionths of the currency: a call costs less than a cent.
create table assistants (
  workspace_id uuid primary key references workspaces on delete cascade,
  enabled boolean not null default false,
  base_url text not null default '' check (length(base_url) <= 2000),
  model text not null default '' check (length(model) <= 200),
  -- The key, where the server wants one.
  sealed bytea,
  key_id text,
  users text not null default 'writers' check (users in ('writers', 'publishers', 'managers')),
  -- It can be shown pictures.
  sees boolean not null default false,
  currency text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
  -- Of a million tokens that are sent, and of a million that come back.
  price_in bigint not null default 0 check (price_in >= 0),
  price_out bigint not null default 0 check (price_out >= 0),
  -- Most that a month may cost.
  ceiling bigint check (ceiling >= 0),
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  check ((sealed is null) = (key_id is null))
);

-- What was asked and what it cost; never what was said.
create table assistant_calls (
  id uuid primary key default new_id(),
  workspace_id uuid not null references workspaces on delete cascade,
  person_id text references users on delete set null,
  made_key uuid references api_keys on delete set null,
  tool text not null check (tool in ('variant', 'shorten', 'translate', 'hashtags', 'alt', 'tone', 'test')),
  model text not null,
  -- A call that runs has the most that it may cost set aside.
  state text not null default 'running' check (state in ('running', 'done', 'cut', 'cancelled', 'failed')),
  problem text,
  -- How often the model was asked: what does not fit is asked again.
  asks integer not null default 0,
  prompt_tokens bigint not null default 0,
  answer_tokens bigint not null default 0,
  -- The server did not say how many tokens there were.
  estimated boolean not null default false,
  cost bigint not null check (cost >= 0),
  currency text not null,
  created_at timestamptz not null,
  finished_at timestamptz
);
create index assistant_calls_of_workspace on assistant_calls (workspace_id, created_at);
create index assistant_calls_running on assistant_calls (workspace_id) where state = 'running';
create index assistant_calls_of_person on assistant_calls (person_id) where person_id is not null;
create index assistant_calls_of_key on assistant_calls (made_key) where made_key is not null;

-- Which words of a post a machine wrote, until a person writes them anew.
alter table posts
  add column machine_made jsonb not null default '[]'
    constraint posts_machine_made_check check (jsonb_typeof(machine_made) = 'array');
