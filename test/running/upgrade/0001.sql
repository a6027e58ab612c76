-- A house in its middle, in the shape of the first migration: the smallest that has something in every room.
insert into organisations (id, name) values ('00000000-0000-7000-8000-000000000001', 'Bakers');
insert into workspaces (id, organisation_id, name, time_zone) values
  ('00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000001', 'Riga Bakery', 'Europe/Riga');
insert into users (id, name, email, email_verified) values ('ieva', 'Ieva Kalniņa', 'ieva@example.com', true);
insert into members (workspace_id, user_id, role) values ('00000000-0000-7000-8000-000000000002', 'ieva', 'owner');
-- The key crl_upgrade-test, by its digest.
insert into api_keys (workspace_id, name, role, digest, hint, created_by) values
  ('00000000-0000-7000-8000-000000000002', 'Shop', 'owner', sha256('crl_upgrade-test'), 'test', 'ieva');
insert into channels (id, workspace_id, network, remote_id, server, handle, name, profile_url, time_zone) values
  ('00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000002', 'feed', 'feed-1', 'own', 'news',
   'News of the bakery', 'https://example.com', 'Europe/Riga');
insert into campaigns (id, workspace_id, name) values
  ('00000000-0000-7000-8000-000000000004', '00000000-0000-7000-8000-000000000002', 'Spring');
insert into goals (id, workspace_id, name, metric, baseline, target, starts_on, deadline) values
  ('00000000-0000-7000-8000-000000000005', '00000000-0000-7000-8000-000000000002', 'Thousand readers', 'followers',
   100, 1000, '2029-12-01', '2030-06-01');
insert into posts (id, workspace_id, stage, content, search_text, category, campaign_id, goal_id, author_id) values
  ('00000000-0000-7000-8000-000000000006', '00000000-0000-7000-8000-000000000002', 'scheduled',
   '{"title": "", "parts": [{"text": "Maize ir gatava.", "media": [], "poll": null, "link": null, "quote": null}], "firstReply": null, "languages": []}',
   'maize ir gatava.', 'brand', '00000000-0000-7000-8000-000000000004', '00000000-0000-7000-8000-000000000005', 'ieva'),
  ('00000000-0000-7000-8000-000000000007', '00000000-0000-7000-8000-000000000002', 'draft',
   '{"title": "", "parts": [{"text": "ขนมปังอบใหม่", "media": [], "poll": null, "link": null, "quote": null}], "firstReply": null, "languages": []}',
   'ขนมปังอบใหม่', null, null, null, 'ieva');
insert into variants (workspace_id, post_id, channel_id) values
  ('00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000006', '00000000-0000-7000-8000-000000000003');
insert into deliveries (id, workspace_id, post_id, channel_id, network, state, due_at, next_at, key, content, digest, attempts,
  first_attempt_at, published_at, parts) values
  ('00000000-0000-7000-8000-000000000008', '00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000006',
   '00000000-0000-7000-8000-000000000003', 'feed', 'published', '2029-12-31T08:00:00Z', '2029-12-31T08:00:00Z', 'key-1',
   '{"title": "", "parts": [{"text": "Maize ir gatava.", "media": [], "poll": null, "link": null, "quote": null}], "firstReply": null, "languages": [], "options": {}}',
   'digest', 1, '2029-12-31T08:00:00Z', '2029-12-31T08:00:01Z', '[{"remoteId": "entry-1", "url": null}]');
insert into attempts (workspace_id, delivery_id, number, worker_id, key, digest, started_at, finished_at, outcome) values
  ('00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000008', 1, 'worker', 'key-1', 'digest',
   '2029-12-31T08:00:00Z', '2029-12-31T08:00:01Z', 'published');
insert into publications (workspace_id, channel_id, post_id, delivery_id, remote_id, text, origin, published_at) values
  ('00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000006',
   '00000000-0000-7000-8000-000000000008', 'entry-1', 'Maize ir gatava.', 'ours', '2029-12-31T08:00:01Z');
insert into metric_points (workspace_id, subject_kind, subject_id, metric, at, value, source) values
  ('00000000-0000-7000-8000-000000000002', 'channel', '00000000-0000-7000-8000-000000000003', 'followers',
   '2029-12-31T00:00:00Z', 120, 'manual');
insert into slots (workspace_id, channel_id, weekday, at_time) values
  ('00000000-0000-7000-8000-000000000002', '00000000-0000-7000-8000-000000000003', 2, '09:00');
insert into audit_log (workspace_id, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, after) values
  ('00000000-0000-7000-8000-000000000002', 'person', 'ieva', 'Ieva Kalniņa', 'post.written', 'post',
   '00000000-0000-7000-8000-000000000006', '{"text": "Maize ir gatava."}');
