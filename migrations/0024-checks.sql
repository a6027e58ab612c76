-- A post says to whom it speaks and why people would pass it on; a place in the plan and a pillar say to whom.
alter table posts add column persona_id uuid references personas on delete set null;
alter table posts add column appeal text check (appeal in ('provocation', 'instruction', 'medal', 'laugh'));
create index posts_of_persona on posts (persona_id) where persona_id is not null;
alter table planned_posts add column persona_id uuid references personas on delete set null;
create index planned_posts_of_persona on planned_posts (persona_id) where persona_id is not null;
alter table pillars add column persona_id uuid references personas on delete set null;
create index pillars_of_persona on pillars (persona_id) where persona_id is not null;
