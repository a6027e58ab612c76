-- Somebody with a second step, somebody who is about to turn one on, and a sign-in between its two steps.
insert into second_steps (user_id, sealed, key_id, created_at, confirmed_at, last_period) values
  ('ieva', '\x00010203', 'k1', '2029-12-01T08:00:00Z', '2029-12-01T08:01:00Z', 63113904),
  ('peteris', '\x04050607', 'k1', '2029-12-31T08:00:00Z', null, 0);
insert into recovery_codes (user_id, digest) values ('ieva', sha256('code 1')), ('ieva', sha256('code 2'));
insert into sign_in_proofs (digest, user_id, tries, created_at, expires_at) values
  (sha256('proof'), 'ieva', 2, '2030-01-01T07:58:00Z', '2030-01-01T08:03:00Z');
