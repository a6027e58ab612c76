-- What a person did and what was done to them, in all workspaces: for their export, and for erasing them.
create index audit_log_of_person on audit_log (actor_id, id) where actor_kind = 'person';
create index audit_log_about_person on audit_log (subject_id, id) where subject_kind = 'user';
