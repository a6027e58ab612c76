-- What a version said by the words of a machine, so that its marks come back with its words.
alter table post_versions
  add column machine_made jsonb not null default '[]'
    constraint post_versions_machine_made_check check (jsonb_typeof(machine_made) = 'array');
