-- Exceptions from a role, by channel: {"chosenOnly": false, "parts": {"<channel>": "contributor"}}. Null for nearly everybody.
-- Beside the role, so that who asks and what they may is one row.
alter table members add column channel_roles jsonb;
alter table invitations add column channel_roles jsonb;
alter table api_keys add column channel_roles jsonb;

-- Who brought a file, people and keys; the same file may be brought by several and is kept once.
alter table media add column brought_by text[] not null default '{}';
update media set brought_by = array[created_by] where created_by is not null;
