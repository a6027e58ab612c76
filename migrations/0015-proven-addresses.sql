-- One password a person. Of two that were set at the same instant the later holds, as whoever set it last believes.
delete from sign_in_accounts older using sign_in_accounts newer
  where older.provider_id = newer.provider_id and older.account_id = newer.account_id
    and (older.updated_at, older.id) < (newer.updated_at, newer.id);
create unique index sign_in_accounts_one_each on sign_in_accounts (provider_id, account_id);

-- Whether a link went by mail, so that whoever uses it reads what is sent to its person.
alter table password_links add column mailed boolean not null default false;
