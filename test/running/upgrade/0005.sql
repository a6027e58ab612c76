-- Two who are invited: one whose letter has left, one whose letter is still to be written.
insert into invitations (workspace_id, email, role, digest, made_by, mailed_at, expires_at) values
  ('00000000-0000-7000-8000-000000000002', 'anna@example.com', 'analyst', sha256('invited'), 'ieva',
   '2029-12-31T08:00:00Z', '2030-01-14T08:00:00Z'),
  ('00000000-0000-7000-8000-000000000002', 'karlis@example.com', 'client', null, 'ieva', null, '2030-01-14T08:00:00Z');
