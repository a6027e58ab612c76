/** Who takes part: one person by however many entries. A person that was found to be another points at them. */
import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/index.ts'
import type { EntryWay, PersonState, Signal, TakerQuery } from './contract.ts'

export type NewEntry = {
  way: EntryWay
  postId: string | null
  network: string | null
  sameKey: string
  account: string | null
  handle: string
  name: string
  url: string | null
  mail: string | null
  words: string
  wordsKey: string | null
  accountAt: Date | null
  hasPicture: boolean | null
  posts: number | null
  addressKey: string | null
  language: string | null
  /** With it they prove the accounts that they named. */
  code: string | null
  at: Date
  timed: boolean
  confirmedAt: Date | null
}

type Place = { workspaceId: string; contestId: string }

/** Which of these are there already, by their key. */
export async function findEntered(
  db: Db,
  { contestId }: Place,
  way: EntryWay,
  postId: string | null,
  keys: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ sameKey: string }>`
    select same_key from contest_entries where contest_id = ${contestId} and way = ${way} and post_id is not distinct from ${postId}::uuid
      and same_key = any(${[...keys]}::text[])`.execute(db)
  return new Set(rows.map(({ sameKey }) => sameKey))
}

/** The people that these keys belong to, whoever they were found to be; the one who came first before the others. */
export async function findRoots(tx: Tx, { contestId }: Place, keys: readonly string[]) {
  const { rows } = await sql<{ id: string; state: PersonState }>`
    select distinct r.id, r.state, r.created_at from contest_keys k join contest_people p on p.id = k.person_id
      join contest_people r on r.id = coalesce(p.merged_into, p.id)
    where k.contest_id = ${contestId} and k.key = any(${[...keys]}::text[]) order by r.created_at, r.id`.execute(
    tx,
  )
  return rows
}

export const insertPerson = (tx: Tx, place: Place, at: Date) =>
  tx
    .insertInto('contestPeople')
    .values({ ...place, createdAt: at })
    .returning('id')
    .executeTakeFirstOrThrow()

export const insertKeys = (
  tx: Tx,
  { workspaceId, contestId }: Place,
  personId: string,
  keys: readonly string[],
) =>
  sql`insert into contest_keys (workspace_id, contest_id, key, person_id)
    select ${workspaceId}, ${contestId}, k, ${personId} from unnest(${[...keys]}::text[]) k
    on conflict do nothing`.execute(tx)

export const insertEntry = (tx: Tx, place: Place, personId: string, entry: NewEntry) =>
  tx
    .insertInto('contestEntries')
    .values({ ...place, personId, ...entry })
    .onConflict((on) => on.constraint('contest_entries_once').doNothing())
    .returning('id')
    .executeTakeFirst()

/** What the form says, sent once more. When and from where it came first stays. */
export const sayAnew = (
  tx: Tx,
  { contestId }: Place,
  id: string,
  { name, words, wordsKey, language, code }: NewEntry,
) =>
  tx
    .updateTable('contestEntries')
    .set({ name, words, wordsKey, language, code })
    .where('contestId', '=', contestId)
    .where('id', '=', id)
    .where('confirmedAt', 'is', null)
    .execute()

/** One person and all who were found to be them become another. */
export async function mergeInto(
  tx: Tx,
  { contestId }: Place,
  from: string,
  into: string,
  how: 'proven' | 'staff',
) {
  await sql`update contest_people set merged_into = ${into}::uuid, merged_how = ${how}
    where contest_id = ${contestId} and id = ${from}`.execute(tx)
  await sql`update contest_people set merged_into = ${into}::uuid where contest_id = ${contestId} and merged_into = ${from}`.execute(
    tx,
  )
}

export const split = (tx: Tx, { contestId }: Place, id: string) =>
  tx
    .updateTable('contestPeople')
    .set({ mergedInto: null, mergedHow: null })
    .where('contestId', '=', contestId)
    .where('id', '=', id)
    .where('mergedInto', 'is not', null)
    .returning('mergedHow')
    .executeTakeFirst()

export type NewNote = {
  personId: string
  otherId: string | null
  what: 'keep' | 'exclude' | 'reopen' | 'merge' | 'split' | 'linked'
  reason: string
  userId: string | null
  at: Date
}
export const insertNote = (tx: Tx, place: Place, note: NewNote) =>
  tx
    .insertInto('contestNotes')
    .values({ ...place, ...note })
    .execute()

export const setJudgement = (
  tx: Tx,
  { contestId }: Place,
  id: string,
  values: { state: PersonState; reason: string; judgedBy: string | null; judgedAt: Date | null },
) =>
  tx
    .updateTable('contestPeople')
    .set(values)
    .where('contestId', '=', contestId)
    .where('id', '=', id)
    .execute()

type Looked = { id: string; signals: readonly Signal[]; weight: number; state: PersonState }

/** All of a page at once. */
export const setSignals = (tx: Tx, { contestId }: Place, seen: readonly Looked[]) =>
  sql`update contest_people p set signals = n.signals, weight = n.weight, state = n.state
    from jsonb_to_recordset(${JSON.stringify(seen)}::jsonb) as n(id uuid, signals jsonb, weight integer, state text)
    where p.contest_id = ${contestId} and p.id = n.id
      and (p.signals, p.weight, p.state) is distinct from (n.signals, n.weight, n.state)`.execute(tx)

export async function countAll(tx: Tx, { contestId }: Place): Promise<number> {
  const { n } = await tx
    .selectFrom('contestPeople')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('contestId', '=', contestId)
    .executeTakeFirstOrThrow()
  return n
}

export type KnownRow = {
  id: string
  state: PersonState
  judged: boolean
  accountDays: number | null
  hasPicture: boolean | null
  posts: number | null
  sameWords: number
  samePlace: number
  excludedBefore: boolean
}

/**
 * What is known of these people over all their entries, and of those who share words or a place with them. Thousands may say the
 * same, so words are counted once each and not for each person.
 */
export async function findKnown(tx: Tx, { contestId }: Place, roots: readonly string[]): Promise<KnownRow[]> {
  const { rows } = await sql<KnownRow>`
    with wanted as (
      select p.id, coalesce(p.merged_into, p.id) as root from contest_people p
      where p.contest_id = ${contestId} and coalesce(p.merged_into, p.id) = any(${[...roots]}::uuid[])),
    own as (select w.root, e.* from contest_entries e join wanted w on w.id = e.person_id where e.contest_id = ${contestId}),
    told as (
      select root,
        min(extract(epoch from (at - account_at)) / 86400)::float8 as account_days,
        case when bool_or(has_picture = false) then false when bool_or(has_picture) then true end as has_picture,
        min(posts) as posts
      from own group by root),
    said as (
      select e.words_key, count(distinct coalesce(p.merged_into, p.id))::int as n
      from (select distinct words_key from own where words_key is not null) w
        join contest_entries e on e.contest_id = ${contestId} and e.words_key = w.words_key
        join contest_people p on p.id = e.person_id
      group by e.words_key),
    alike as (select o.root, max(s.n) - 1 as n from own o join said s on s.words_key = o.words_key group by o.root),
    beside as (
      select o.root, max(o.n)::int as n from (
        select o.root, o.id, count(distinct coalesce(p.merged_into, p.id)) as n from own o
          join contest_entries e on e.contest_id = ${contestId} and e.address_key = o.address_key
            and e.at between o.at - interval '1 hour' and o.at + interval '1 hour'
          join contest_people p on p.id = e.person_id and coalesce(p.merged_into, p.id) <> o.root
        where o.address_key is not null group by o.root, o.id) o group by o.root)
    select r.id, r.state, r.judged_at is not null as judged, t.account_days, t.has_picture, t.posts,
      coalesce(a.n, 0) as same_words, coalesce(b.n, 0) as same_place,
      exists (select from contest_people m where m.merged_into = r.id and m.state = 'out') or coalesce((
        select n.what from contest_notes n where n.person_id = r.id and n.what in ('keep', 'exclude', 'reopen')
        order by n.at desc, n.id desc limit 1) = 'exclude', false)
        or exists (select from own o join contest_claims c on c.entry_id = o.id and c.proven_at is null
          join contest_keys k on k.contest_id = c.contest_id and k.key = c.key join contest_people q on q.id = k.person_id
          join contest_people s on s.id = coalesce(q.merged_into, q.id)
          where o.root = r.id and s.id <> r.id and s.state = 'out') as excluded_before
    from contest_people r left join told t on t.root = r.id left join alike a on a.root = r.id left join beside b on b.root = r.id
    where r.contest_id = ${contestId} and r.id = any(${[...roots]}::uuid[])`.execute(tx)
  return rows
}

/** Others whose words or place are those of these people, or who named them: for them something changed too. */
export async function findBeside(tx: Tx, { contestId }: Place, roots: readonly string[], most: number) {
  const { rows } = await sql<{ id: string }>`
    with own as (
      select distinct e.words_key, e.address_key, case when e.address_key is not null then e.at end as at
      from contest_entries e join contest_people p on p.id = e.person_id
      where e.contest_id = ${contestId} and coalesce(p.merged_into, p.id) = any(${[...roots]}::uuid[])
        and (e.words_key is not null or e.address_key is not null))
    (select coalesce(m.merged_into, m.id) as id from contest_people p join contest_keys k on k.person_id = p.id
      join contest_claims c on c.contest_id = k.contest_id and c.key = k.key and c.proven_at is null
      join contest_entries e on e.id = c.entry_id join contest_people m on m.id = e.person_id
      where p.contest_id = ${contestId} and coalesce(p.merged_into, p.id) = any(${[...roots]}::uuid[]) limit ${most})
    union
    (select distinct coalesce(p.merged_into, p.id) as id from own o
      join contest_entries e on e.contest_id = ${contestId} and (e.words_key = o.words_key or (e.address_key = o.address_key
        and e.at between o.at - interval '1 hour' and o.at + interval '1 hour'))
      join contest_people p on p.id = e.person_id limit ${most})`.execute(tx)
  return rows.map(({ id }) => id)
}

export async function findPerson(db: Db, { workspaceId, contestId }: Place, id: string) {
  return db
    .selectFrom('contestPeople')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('contestId', '=', contestId)
    .where('id', '=', id)
    .executeTakeFirst()
}

const likeText = (text: string): string => `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`

export type TakerRow = {
  id: string
  state: PersonState
  who: string | null
  networks: string[]
  ways: EntryWay[]
  mail: string | null
  confirmed: boolean
  signals: Signal[]
  weight: number
  reason: string
  judgedBy: string | null
  merged: number
  through: string | null
  createdAt: Date
  place: string
}

/** A person, and all who were found to be them. */
const selves = sql`select p.id union all select x.id from contest_people x where x.merged_into = p.id`

/**
 * Of some people, found beforehand: what is asked of each person's entries is asked of a page of them and not of all. Of one
 * entry of a person the best name: what they wrote themselves before what a network shows.
 */
const takersOf = (people: RawBuilder<unknown>) => sql`
  with found as materialized (${people})
  select p.id, p.state, p.signals, p.weight, p.reason, u.name as judged_by, p.created_at, p.created_at::text as place,
    (select count(*)::int from contest_people m where m.merged_into = p.id) as merged,
    e.who, e.mail, coalesce(e.networks, '{}') as networks, coalesce(e.ways, '{}') as ways, coalesce(e.confirmed, false) as confirmed,
    case when e.ways = '{form}' then (
      select c.handle from (${selves}) m join contest_entries o on o.person_id = m.id join contest_claims c on c.entry_id = o.id
        join contest_keys k on k.contest_id = c.contest_id and k.key = c.key join contest_people q on q.id = k.person_id
        join contest_people s on s.id = coalesce(q.merged_into, q.id)
      where c.proven_at is null and o.confirmed_at is not null
        and s.id <> p.id and s.state in ('in', 'kept') order by c.key limit 1) end as through
  from found p left join users u on u.id = p.judged_by
  left join lateral (
    select array_remove(array_agg(distinct e.network), null) as networks, array_agg(distinct e.way) as ways, max(e.mail) as mail,
      bool_or(e.confirmed_at is not null) as confirmed,
      (array_agg(coalesce(nullif(e.handle, ''), nullif(e.name, ''), e.mail) order by e.way = 'form', e.at, e.id))[1] as who
    from (${selves}) m join contest_entries e on e.person_id = m.id) e on true`

type Filter = Pick<TakerQuery, 'state' | 'signal' | 'q'>

export const takersLike = ({ workspaceId, contestId }: Place, { state, signal, q }: Filter) => sql`
  p.workspace_id = ${workspaceId} and p.contest_id = ${contestId} and p.merged_into is null
    ${state ? sql`and p.state = ${state}` : sql``}
    ${signal ? sql`and p.signals @> ${JSON.stringify([{ signal }])}::jsonb` : sql``}
    ${
      q === ''
        ? sql``
        : sql`and p.id in (select coalesce(m.merged_into, m.id) from contest_entries s join contest_people m on m.id = s.person_id
            where s.contest_id = ${contestId} and lower(concat_ws(' ', s.handle, s.name, s.mail, s.words)) like ${likeText(q)})`
    }`

export type TakerPlace = readonly [string | number, string]

/** Those set aside by their weight, all others as they came. */
export async function findTakers(
  db: Db,
  place: Place,
  query: TakerQuery,
  after: TakerPlace | null,
): Promise<TakerRow[]> {
  const [from, id] = after ?? []
  const order = query.state === 'aside' ? sql`-p.weight, p.id` : sql`p.created_at, p.id`
  const beyond =
    query.state === 'aside'
      ? sql`and (-p.weight, p.id) > (${-Number(from)}::int, ${id}::uuid)`
      : sql`and (p.created_at, p.id) > (${from}::timestamptz, ${id}::uuid)`
  const page = sql`select p.* from contest_people p where ${takersLike(place, query)} ${after ? beyond : sql``}
    order by ${order} limit ${query.limit + 1}`
  const { rows } = await sql<TakerRow>`${takersOf(page)} order by ${order}`.execute(db)
  return rows
}

type Shown = { total: number; seen: string }
/** Whom a filter shows, and as what: a sum needs no order, and a hundred thousand have none for nothing. */
const seenOf = sql<string>`concat_ws('.', count(*),
  coalesce(sum(hashtextextended(concat_ws(' ', p.id, p.state, p.weight), 0)), 0))`

export async function countTakers(db: Db, place: Place, filter: Filter): Promise<Shown> {
  const { rows } = await sql<Shown>`
    select count(*)::int as total, ${seenOf} as seen from contest_people p where ${takersLike(place, filter)}`.execute(
    db,
  )
  return rows[0] ?? { total: 0, seen: '' }
}

/** The same, with each of them by their id: whoever comes in the next instant is not among them. */
export async function nameTakers(tx: Tx, place: Place, filter: Filter): Promise<Shown & { ids: string[] }> {
  const { rows } = await sql<Shown & { ids: string[] }>`
    select count(*)::int as total, ${seenOf} as seen, coalesce(array_agg(p.id), '{}') as ids
    from contest_people p where ${takersLike(place, filter)}`.execute(tx)
  return rows[0] ?? { total: 0, seen: '', ids: [] }
}

export async function findTaker(db: Db, { workspaceId, contestId }: Place, id: string) {
  const one = sql`select p.* from contest_people p
    where p.workspace_id = ${workspaceId} and p.contest_id = ${contestId} and p.id = ${id}`
  const { rows } = await sql<TakerRow & { salt: string; leaf: string | null }>`
    select t.*, p.salt, p.leaf from (${takersOf(one)}) t
    join contest_people p on p.id = t.id`.execute(db)
  return rows[0]
}

export const findEntriesOf = (db: Db, { contestId }: Place, id: string) =>
  db
    .selectFrom('contestEntries as e')
    .innerJoin('contestPeople as m', 'm.id', 'e.personId')
    .selectAll('e')
    .where('e.contestId', '=', contestId)
    .where((eb) => eb.or([eb('m.id', '=', id), eb('m.mergedInto', '=', id)]))
    .orderBy('e.at')
    .orderBy('e.id')
    .limit(200)
    .execute()

export async function findMerged(db: Db, { contestId }: Place, id: string) {
  const { rows } = await sql<{ id: string; who: string | null; how: 'stated' | 'proven' | 'staff' | null }>`
    select m.id, m.merged_how as how, (select coalesce(nullif(e.handle, ''), nullif(e.name, ''), e.mail) from contest_entries e
      where e.person_id = m.id order by e.at limit 1) as who
    from contest_people m where m.contest_id = ${contestId} and m.merged_into = ${id} order by m.created_at, m.id limit 100`.execute(
    db,
  )
  return rows
}

export async function findNotes(db: Db, { contestId }: Place, id: string) {
  const { rows } = await sql<{
    what: NewNote['what']
    reason: string
    other: string | null
    by: string | null
    at: Date
  }>`
    select n.what, n.reason, n.at, u.name as by, (select coalesce(nullif(e.handle, ''), nullif(e.name, ''), e.mail)
      from contest_entries e where e.person_id = n.other_id order by e.at limit 1) as other
    from contest_notes n left join users u on u.id = n.user_id
    where n.contest_id = ${contestId} and n.person_id = ${id} order by n.at, n.id limit 200`.execute(db)
  return rows
}

/**
 * Takes away what somebody entered by the form, and by what it was known. Answers whether they take part by anything else: what
 * they said was theirs may be somebody else’s, who did not take anything back.
 */
export async function dropForm(
  tx: Tx,
  { contestId }: Place,
  entry: { id: string; personId: string; sameKey: string },
): Promise<boolean> {
  await tx
    .deleteFrom('contestEntries')
    .where('contestId', '=', contestId)
    .where('id', '=', entry.id)
    .execute()
  await tx
    .deleteFrom('contestKeys')
    .where('contestId', '=', contestId)
    .where('personId', '=', entry.personId)
    .where('key', '=', entry.sameKey)
    .execute()
  // How they may be named was said by whoever takes it back.
  await sql`update contest_winners w set note = '', shown_as = null from contest_people p
    where p.id = ${entry.personId} and w.contest_id = ${contestId} and w.person_id = coalesce(p.merged_into, p.id)`.execute(
    tx,
  )
  const { rows } = await sql`
    select 1 from contest_people o join contest_people m on coalesce(m.merged_into, m.id) = coalesce(o.merged_into, o.id)
      join contest_entries e on e.person_id = m.id
    where o.id = ${entry.personId} and m.contest_id = ${contestId} limit 1`.execute(tx)
  return rows.length > 0
}

/** A person, and who was found to be them, with all that is known of them. */
export async function deletePerson(tx: Tx, { contestId }: Place, id: string): Promise<number> {
  const { rows } =
    await sql`delete from contest_people where contest_id = ${contestId} and (id = ${id} or merged_into = ${id})
    returning id`.execute(tx)
  return rows.length
}

/** The accounts of a person and of whom they were found to be, by which they would be collected again. */
export async function findAccounts(db: Db, { contestId }: Place, id: string): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    select k.key from contest_keys k join contest_people m on m.id = k.person_id
    where k.contest_id = ${contestId} and k.key ~ '^account:' and (m.id = ${id} or m.merged_into = ${id})`.execute(
    db,
  )
  return rows.map(({ key }) => key)
}

export async function findMails(db: Db, { contestId }: Place, id: string): Promise<string[]> {
  const { rows } = await sql<{ mail: string }>`
    select distinct e.mail from contest_entries e join contest_people m on m.id = e.person_id
    where e.contest_id = ${contestId} and e.mail is not null and (m.id = ${id} or m.merged_into = ${id})`.execute(
    db,
  )
  return rows.map(({ mail }) => mail)
}

/** What was written of a winner goes with them; that somebody was drawn stays. */
export const emptyWinner = (tx: Tx, { contestId }: Place, personId: string) =>
  tx
    .updateTable('contestWinners')
    .set({ note: '', shownAs: null, personId: null })
    .where('contestId', '=', contestId)
    .where('personId', '=', personId)
    .execute()
