import type { Attack, Tally } from './frame/attack.ts'
import type { Answer, Caller } from './frame/caller.ts'
import type { House } from './frame/house.ts'
import { endsWithItsMaker, guessed, type Link, linkIn, plain, wrongLike } from './frame/link.ts'
import { atSecondDoor } from './frame/second-door.ts'

const window = { from: '2035-01-01T00:00:00Z', to: '2035-02-01T00:00:00Z' }
const secret = 'note-of-the-team-51c9'
const shown = 'loaf-on-the-fifth-77ab'

/** The calendar's public doors: the page of a link, and the address that calendar programs follow. */
const calendar: Attack = {
  name: 'calendar-links',
  run: (house, tally) =>
    atSecondDoor(house, async (from) => {
      await write(house)
      await showsWhatWasChosen(house, tally, from('203.0.113.50'))
      await ends(house, tally, from('203.0.113.51'))
      await isNoKey(house, tally, from('203.0.113.52'))
      await isNobodyElses(house, tally)
      await braked(house, tally, from)
    }),
}

const wish = { at: '2035-01-05T09:00', zone: 'UTC' }

async function write(house: House): Promise<void> {
  const made = await house.owner('POST posts', { content: { parts: [{ text: shown }] }, wish })
  if (made.status !== 201) throw new Error(`No post was made: ${made.text}`)
  await house.owner('POST calendar/notes', { from: '2035-01-05', to: '2035-01-05', text: secret })
}

async function share(house: House, more: object = {}): Promise<Link> {
  const body = { label: secret, stages: ['draft'], feed: true, ...more }
  return linkIn(await house.owner('POST calendar/links', body))
}

const open = (visit: Caller, token: string): Promise<Answer> =>
  visit('POST shared-calendar', { token, ...window })
const follow = (visit: Caller, token: string): Promise<Answer> =>
  visit(`GET /calendar-feeds/${encodeURIComponent(token)}.ics`)

async function showsWhatWasChosen(house: House, tally: Tally, visit: Caller): Promise<void> {
  const { id, token } = await share(house)
  const page = await open(visit, token)
  tally.check('control: the page shows what was chosen', page.text.includes(shown), page.text)
  tally.check('no note of the team is shown', !page.text.includes(secret), page.text)
  const ids = [house.workspaceId, id, ...Object.values(house.stranger.things)]
  tally.check('no id of the house is told', !ids.some((one) => page.text.includes(one)), page.text)
  const published = await share(house, { stages: ['published'] })
  const none = await open(visit, published.token)
  tally.check('what was not chosen is not shown', !none.text.includes(shown), none.text)
  const silent = await share(house, { feed: false })
  const feed = await follow(visit, silent.token)
  tally.check('a link without a feed has none', feed.status === 404, feed.text)
  const huge = await visit('POST shared-calendar', { token, from: window.from, to: '2099-01-01T00:00:00Z' })
  tally.check('nobody asks for decades at once', huge.status === 422, huge.text)
  const listed = await house.owner('GET calendar/links')
  tally.check('nobody is told the link again', !listed.text.includes(token), listed.text)
}

/** Over is over, and looks like what never was, on the page and in the feed. */
async function ends(house: House, tally: Tally, visit: Caller): Promise<void> {
  const [ended, late, turned, kept] = [
    await share(house),
    await share(house),
    await share(house),
    await share(house),
  ]
  await house.owner(`DELETE calendar/links/${ended.id}`)
  await house.owner(`POST calendar/links/${turned.id}/rotate`)
  const { pool } = house.ctx.database
  await pool.query("update calendar_links set expires_at = now() - interval '1 second' where id = $1", [
    late.id,
  ])
  const wrong: Record<string, string> = {
    'one that was revoked': ended.token,
    'one whose day is over': late.token,
    'one that was given another address': turned.token,
    ...wrongLike(kept.token),
  }
  const answers = new Set<string>()
  for (const [what, token] of Object.entries(wrong)) {
    const [page, feed] = [await open(visit, token), await follow(visit, token)]
    answers.add(plain(page)).add(plain(feed))
    tally.check(`${what} opens nothing`, page.status === 404 && feed.status === 404, [page.text, feed.text])
  }
  tally.check('none of them is told from another', answers.size === 1, [...answers])
  for (const path of ['..%2f..%2fetc%2fpasswd', `${kept.token}.ics.ics`, `${kept.token}.html`, "'--"]) {
    const odd = await visit(`GET /calendar-feeds/${path}`)
    tally.check(`${path} is no feed`, odd.status === 404 && !odd.text.includes(shown), odd.text)
  }
  const still = await follow(visit, kept.token)
  tally.check('control: one that is good is followed', still.text.includes('BEGIN:VCALENDAR'), still.text)
  tally.check('no cache on the way keeps it', String(still.headers['cache-control']).includes('private'))
  await endsWithItsMaker(house, tally, 'contributor', () => open(visit, kept.token))
}

/** What the link carries is no key. */
async function isNoKey(house: House, tally: Tally, visit: Caller): Promise<void> {
  const { token } = await share(house)
  const standing = { 'carillon-workspace': house.workspaceId, authorization: `Bearer ${token}` }
  for (const call of ['GET calendar/notes', 'GET posts', 'GET calendar/links', 'GET calendars'] as const) {
    const answer = await visit(call, undefined, standing)
    tally.check(`it does not open ${call}`, answer.status === 401, answer.text)
  }
  const key = await house.program('POST calendar/links', { label: 'x' })
  tally.check('a program cannot share', key.status === 403, key.text)
  const own = await house.program('POST calendar/feeds', { label: 'x' })
  tally.check('a program has no feed of its own', own.status === 403, own.text)
}

/** Somebody's own feed is theirs: it is listed to nobody, and is no page. */
async function isNobodyElses(house: House, tally: Tally): Promise<void> {
  const made = await house.owner('POST calendar/feeds', { label: secret })
  const id = String(made.body.id)
  const listed = await house.owner('GET calendar/links')
  tally.check('links of the workspace do not name it', !listed.text.includes(id), listed.text)
  const shared = await house.owner(`POST calendar/links/${id}/rotate`)
  tally.check('it is not turned as a link of the workspace', shared.status === 404, shared.text)
  const token = /calendar-feeds\/([\w-]+)\.ics/.exec(String(made.body.feedUrl))?.[1] ?? ''
  const page = await open(house.visitor(), token)
  tally.check('it opens no page', page.status === 404, page.text)
}

async function braked(house: House, tally: Tally, from: (address: string) => Caller): Promise<void> {
  const { token } = await share(house)
  await guessed(tally, [from('203.0.113.53'), from('203.0.113.54')], token, follow)
}

export const calendarAttacks: readonly Attack[] = [calendar]
