-- A chain of two sealed rows, of another workspace and of the house, each of which has lost its beginning.
insert into workspaces (id, organisation_id, name, time_zone) values
  ('00000000-0000-7000-8000-000000000012', '00000000-0000-7000-8000-000000000001', 'Riga Cakes', 'Europe/Riga');
insert into audit_log (workspace_id, actor_kind, actor_name, action, subject_kind, after, chain_seq, digest) values
  ('00000000-0000-7000-8000-000000000012', 'system', 'Carillon', 'workspace.changed', 'workspace',
   '{"name": "Riga Cakes"}', 8, sha256('row 8')),
  (null, 'system', 'carillon keys', 'house.key_rotated', 'house', null, 3, sha256('row 3'));
insert into audit_chains (workspace_id, base_seq, base_digest, head_seq, head_digest, seal) values
  ('00000000-0000-7000-8000-000000000012', 7, sha256('row 7'), 8, sha256('row 8'), '\x01'),
  (null, 2, sha256('row 2'), 3, sha256('row 3'), '\x02');
