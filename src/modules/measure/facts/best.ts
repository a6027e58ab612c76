import { sql } from 'kysely'

/** Of a post: what somebody has put before the network, else what the network tells, else the newest. Of a channel: the newest. */
export const bestFirst = sql`(p.subject_kind = 'publication' and p.wins) desc,
  (p.subject_kind = 'publication' and p.import_id is null) desc, p.at desc`
