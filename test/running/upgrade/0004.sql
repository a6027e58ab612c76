-- Links to a new password: one by mail, one that the owner has made.
insert into users (id, name, email, email_verified) values ('peteris', 'Pēteris Ozols', 'peteris@example.com', true);
insert into members (workspace_id, user_id, role) values ('00000000-0000-7000-8000-000000000002', 'peteris', 'editor');
insert into password_links (user_id, digest, made_by, expires_at) values
  ('ieva', sha256('by mail'), null, '2030-01-02T00:00:00Z'),
  ('peteris', sha256('by hand'), 'ieva', '2030-01-02T00:00:00Z');
