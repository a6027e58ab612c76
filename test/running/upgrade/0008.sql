-- The key crl_upgrade-narrow, which may read alone, and whose secret before, crl_upgrade-before, still holds for a day.
insert into api_keys (workspace_id, name, role, digest, hint, created_by, only_rights, old_digest, old_until) values
  ('00000000-0000-7000-8000-000000000002', 'Reader', 'editor', sha256('crl_upgrade-narrow'), 'rrow', 'ieva',
   '{workspace.read}', sha256('crl_upgrade-before'), '2030-01-02T08:00:00Z');
