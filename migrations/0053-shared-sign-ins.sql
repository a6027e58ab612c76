-- Channels that came by one sign-in share what was made new of it. Each credential names what it shares, and what nobody shares any
-- more is taken away. `shared_at`: when it was made new last; null for what belongs to a server.
alter table channel_credentials add column shares text;
alter table network_apps add column shared_at timestamptz;
create index network_apps_shared on network_apps (shared_at) where shared_at is not null;
