import { expect, test } from 'vitest'
import type { World } from '../../../../test/world.ts'
import type { Actor } from '../../../app/actor.ts'
import type { Role } from '../../../app/rights.ts'
import { addComment } from '../approval/comments.ts'
import { CommentBody } from '../approval/contract.ts'
import { ruled } from '../approval/samples.ts'
import { movePost } from '../posts/index.ts'
import { createPost } from '../posts/make.ts'
import { join, newsroom, writing } from '../posts/samples.ts'
import { CalendarLinkBody, OwnFeedBody } from './contract.ts'
import { feedOf } from './feed.ts'
import { listOwn, listShares, makeOwnFeed, revokeLink, rotateLink, shareCalendar } from './links.ts'
import { openCalendar, openLink, stageOf } from './shared.ts'
import { zoneComponent } from './zone.ts'

const ip = '203.0.113.9'
const riga = 'Europe/Riga'
const window = { from: '2030-02-01T00:00:00Z', to: '2030-03-01T00:00:00Z' }

async function member(w: World, role: Role, more: object = {}): Promise<Actor> {
  const id = `${role}-${crypto.randomUUID()}`
  const person = { id, name: 'Ieva', email: `${id}@example.com` }
  await w.ctx.db.insertInto('users').values(person).execute()
  await w.ctx.db
    .insertInto('members')
    .values({ workspaceId: w.workspaceId, userId: id, role, ...more })
    .execute()
  return { ...w.actor(role), kind: 'person', id, name: 'Ieva' }
}

async function filled(w: World) {
  const editor = await member(w, 'editor')
  const [shown, hidden] = [await join(w, { handle: '@shown' }), await join(w, { handle: '@hidden' })]
  const write = (text: string, channels: string[], more: object) =>
    createPost(w.ctx, editor, writing(text, channels, more))
  const schedule = (at: string) => ({ schedule: { kind: 'at', at, zone: riga } })
  const bread = await write('Bread at nine', [shown], schedule('2030-02-04T09:00'))
  await write('Both', [shown, hidden], schedule('2030-02-05T09:00'))
  await write('Secret elsewhere', [hidden], schedule('2030-02-06T09:00'))
  await write('A draft', [shown], { wish: { at: '2030-02-07T09:00', zone: riga } })
  return { editor, shown, hidden, bread }
}

const share = (w: World, by: Actor, more: object = {}) =>
  shareCalendar(w.ctx, by, CalendarLinkBody.parse({ label: 'The bank', ...more }))
const tokenOf = ({ url }: { url: string | null }): string => url?.split('#')[1] ?? ''
const feedToken = ({ feedUrl }: { feedUrl: string | null }): string =>
  /calendar-feeds\/([\w-]+)\.ics$/.exec(feedUrl ?? '')?.[1] ?? ''
const open = (w: World, token: string) => openCalendar(w.ctx, { token, ...window }, ip)
const fault = (work: Promise<unknown>): Promise<string> =>
  work.then(() => 'none').catch((error) => error.code)

test('a link shows the channels and stages that were chosen, and no id or trouble of the house', async () => {
  const w = await newsroom()
  const { editor, shown, bread } = await filled(w)
  const link = await share(w, editor, { channelIds: [shown] })
  expect(link.url).toContain('/shared-calendar#')
  const page = await open(w, tokenOf(link))
  expect(page.items.map(({ text, stage, channels }) => [text, stage, channels])).toEqual([
    ['Bread at nine', 'scheduled', [0]],
    ['Both', 'scheduled', [0]],
  ])
  const told = JSON.stringify(page)
  expect(told).not.toMatch(/Secret|@hidden|A draft|The bank|Ieva/)
  for (const id of [w.workspaceId, bread.id, shown, link.id]) expect(told).not.toContain(id)
  await w.ctx.db.updateTable('deliveries').set({ state: 'failed' }).where('postId', '=', bread.id).execute()
  expect((await open(w, tokenOf(link))).items.map(({ text }) => text)).toEqual(['Both'])
  const drafts = await share(w, editor, { stages: ['draft'] })
  expect((await open(w, tokenOf(drafts))).items).toMatchObject([{ text: 'A draft', stage: 'draft' }])
})

test('what has a time and lacks a yes is shown as that, and is tentative in the feed', async () => {
  const w = await newsroom()
  const { editor, bread } = await filled(w)
  const link = await share(w, editor, { feed: true })
  const held = async () =>
    (await open(w, tokenOf(link))).items.filter((one) => one.held).map(({ text }) => text)
  expect(await held()).toEqual([])
  await addComment(w.ctx, editor, bread.id, CommentBody.parse({ kind: 'change', words: 'A typo!' }))
  expect(await held()).toEqual(['Bread at nine'])
  const feed = await feedOf(w.ctx, await openLink(w.ctx, feedToken(link), ip))
  expect(feed.match(/STATUS:TENTATIVE/g)).toHaveLength(1)
  expect(feed.match(/STATUS:CONFIRMED/g)).toHaveLength(2)
})

test('a yes that is missing on another channel holds nothing of those that are shown', async () => {
  const w = await newsroom()
  const { editor, shown, hidden } = await filled(w)
  await ruled(w, { channelIds: [hidden] })
  const schedule = { kind: 'at', at: '2030-02-08T09:00', zone: riga }
  await createPost(w.ctx, editor, writing('Asked about', [shown, hidden], { schedule }))
  const held = async (more: object) =>
    (await open(w, tokenOf(await share(w, editor, more)))).items
      .filter((one) => one.held)
      .map(({ text }) => text)
  expect(await held({ channelIds: [hidden] })).toContain('Asked about')
  expect(await held({ channelIds: [shown] })).toEqual([])
})

test('a channel that was removed is shown no longer, and nothing that was on it alone', async () => {
  const w = await newsroom()
  const { editor, hidden } = await filled(w)
  const link = await share(w, editor, { feed: true })
  const before = await open(w, tokenOf(link))
  expect([before.channels.length, before.items.length]).toEqual([2, 3])
  await w.ctx.db.updateTable('channels').set({ state: 'removed' }).where('id', '=', hidden).execute()
  const page = await open(w, tokenOf(link))
  expect(page.channels.map(({ handle }) => handle)).toEqual(['@shown'])
  expect(page.items.map(({ text, channels }) => [text, channels])).toEqual([
    ['Bread at nine', [0]],
    ['Both', [0]],
  ])
  expect(await feedOf(w.ctx, await openLink(w.ctx, feedToken(link), ip))).not.toMatch(/@hidden|Secret/)
})

test('what is in trouble is not shown, and half published is published', () => {
  const of = (...states: string[]) =>
    stageOf({ stage: 'scheduled', deliveries: states.map((state) => ({ id: '', channelId: '', state })) })
  expect([of('failed'), of('missed', 'in_doubt'), of('failed', 'published'), of('waiting')]).toEqual([
    ...[null, null, 'published', 'scheduled'],
  ])
  expect(stageOf({ stage: 'proposed', deliveries: [] })).toBe('proposed')
})

test('it ends: on its day, revoked, with another address, with the right of its maker, with the workspace', async () => {
  const w = await newsroom()
  const { editor } = await filled(w)
  const over = 'calendar_link.link_over'
  const [late, revoked, turned, orphan] = [
    await share(w, editor, { days: 1 }),
    await share(w, editor),
    await share(w, editor),
    await share(w, editor),
  ]
  await revokeLink(w.ctx, editor, revoked.id, 'shares')
  expect(await fault(open(w, tokenOf(revoked)))).toBe(over)
  const again = await rotateLink(w.ctx, editor, turned.id, 'shares')
  expect(await fault(open(w, tokenOf(turned)))).toBe(over)
  expect(await fault(open(w, tokenOf(again)))).toBe('none')
  expect(await fault(rotateLink(w.ctx, editor, revoked.id, 'shares'))).toBe('calendar_link.no_link')
  w.clock.on(86_400_001)
  expect(await fault(open(w, tokenOf(late)))).toBe(over)
  const members = w.ctx.db.updateTable('members').where('userId', '=', editor.id ?? '')
  await members.set({ role: 'contributor' }).execute()
  expect(await fault(open(w, tokenOf(orphan)))).toBe(over)
  await members.set({ role: 'editor' }).execute()
  expect(await fault(open(w, tokenOf(orphan)))).toBe('none')
  await w.ctx.db.updateTable('workspaces').set({ eraseAt: w.clock.now() }).execute()
  expect(await fault(open(w, tokenOf(orphan)))).toBe(over)
  expect((await listShares(w.ctx, editor)).items.map(({ state }) => state).sort()).toEqual(
    ['open', 'open', 'over', 'revoked'].sort(),
  )
})

test('whose maker sees some channels only by now shows no campaigns of the others', async () => {
  const w = await newsroom()
  const { editor, shown, hidden, bread } = await filled(w)
  const { workspaceId } = w
  const days = { colour: 'teal', startsOn: '2030-02-01', endsOn: '2030-02-20' }
  const campaign = (name: string) =>
    w.ctx.db
      .insertInto('campaigns')
      .values({ workspaceId, name, ...days })
      .returning('id')
      .executeTakeFirstOrThrow()
  const [spread, secret] = [await campaign('Bread week'), await campaign('Takeover')]
  await w.ctx.db.updateTable('posts').set({ campaignId: spread.id }).where('id', '=', bread.id).execute()
  await createPost(w.ctx, w.actor('editor'), writing('Hush', [hidden], { campaignId: secret.id }))
  const token = tokenOf(await share(w, editor, { campaigns: true }))
  expect((await open(w, token)).campaigns.map(({ name }) => name)).toEqual(['Bread week', 'Takeover'])
  const channelRoles = JSON.stringify({ chosenOnly: true, parts: { [shown]: 'own' } })
  await w.ctx.db
    .updateTable('members')
    .set({ channelRoles })
    .where('userId', '=', editor.id ?? '')
    .execute()
  expect((await open(w, token)).campaigns.map(({ name }) => name)).toEqual(['Bread week'])
})

test('a feed keeps the name of a post that moves, says its time in the zone, and is the same until something changes', async () => {
  const w = await newsroom()
  const { editor, bread } = await filled(w)
  await w.ctx.db.updateTable('workspaces').set({ timeZone: riga }).execute()
  const link = await share(w, editor, { feed: true })
  const read = async () => feedOf(w.ctx, await openLink(w.ctx, feedToken(link), ip))
  const before = await read()
  expect(before).toContain('DTSTART;TZID=Europe/Riga:20300204T090000')
  expect(before).toContain('BEGIN:VTIMEZONE')
  expect(before).toContain('SUMMARY:Bread at nine · @shown')
  expect(before).not.toContain('A draft')
  expect(await read()).toBe(before)
  const uidOf = (text: string) =>
    /UID:(\S+)/.exec(text.split('BEGIN:VEVENT').find((one) => one.includes('Bread')) ?? '')?.[1]
  await movePost(w.ctx, editor, {
    ...{ postId: bread.id, from: '2030-02-04T07:00:00.000Z', to: { days: 60 } },
  })
  const after = await read()
  expect(after).toContain('DTSTART;TZID=Europe/Riga:20300405T090000')
  expect(uidOf(after)).toBe(uidOf(before))
  const turned = await rotateLink(w.ctx, editor, link.id, 'shares')
  expect(await fault(openLink(w.ctx, feedToken(link), ip))).toBe('calendar_link.link_over')
  const moved = await feedOf(w.ctx, await openLink(w.ctx, feedToken(turned), ip))
  expect(uidOf(moved)).toBe(uidOf(before))
})

test('one’s own feed shows what one may see now, and is nobody else’s to list, turn or end', async () => {
  const w = await newsroom()
  const { shown } = await filled(w)
  const channelRoles = JSON.stringify({ chosenOnly: true, parts: { [shown]: 'own' } })
  const analyst = await member(w, 'analyst', { channelRoles })
  const eyes: Actor = { ...analyst, channels: { chosenOnly: true, parts: { [shown]: 'own' } } }
  const feed = await makeOwnFeed(w.ctx, eyes, OwnFeedBody.parse({ label: 'Phone' }))
  expect(feed.url).toBeNull()
  const read = async () => feedOf(w.ctx, await openLink(w.ctx, feedToken(feed), ip))
  const text = await read()
  expect(text).toContain('A draft')
  expect(text).toContain('STATUS:TENTATIVE')
  expect(text).not.toMatch(/Secret|@hidden/)
  const other = await member(w, 'owner')
  expect((await listOwn(w.ctx, other)).items).toEqual([])
  for (const act of [rotateLink, revokeLink]) {
    expect(await fault(act(w.ctx, other, feed.id, 'own'))).toBe('calendar_link.no_link')
    expect(await fault(act(w.ctx, other, feed.id, 'shares'))).toBe('calendar_link.no_link')
  }
  expect(await fault(open(w, feedToken(feed)))).toBe('calendar_link.link_over')
  await w.ctx.db
    .deleteFrom('members')
    .where('userId', '=', eyes.id ?? '')
    .execute()
  expect(await fault(read())).toBe('calendar_link.link_over')
})

test('only people share, whole or not at all, and only channels of their own', async () => {
  const w = await newsroom()
  const { editor, shown } = await filled(w)
  const program: Actor = { ...editor, kind: 'key', id: crypto.randomUUID() }
  expect(await fault(share(w, program))).toBe('calendar_link.person_only')
  const part: Actor = { ...editor, channels: { chosenOnly: true, parts: { [shown]: 'own' } } }
  expect(await fault(share(w, part))).toBe('reach.whole_only')
  expect(await fault(share(w, editor, { channelIds: [crypto.randomUUID()] }))).toBe(
    'calendar_link.no_channel',
  )
  const there = await w.tenant()
  const foreign = await join(w, { workspaceId: there.workspaceId })
  expect(await fault(share(w, editor, { channelIds: [foreign] }))).toBe('calendar_link.no_channel')
})

test('a zone tells each change of its clocks, on the clock that was before', () => {
  const text = zoneComponent(riga, new Date('2030-01-01T00:00:00Z'), new Date('2031-01-01T00:00:00Z'))
  expect(text.split('\r\n').filter((line) => /BEGIN|DTSTART|TZOFF/.test(line))).toEqual([
    'BEGIN:VTIMEZONE',
    ...['BEGIN:STANDARD', 'DTSTART:20300101T020000', 'TZOFFSETFROM:+0200', 'TZOFFSETTO:+0200'],
    ...['BEGIN:DAYLIGHT', 'DTSTART:20300331T030000', 'TZOFFSETFROM:+0200', 'TZOFFSETTO:+0300'],
    ...['BEGIN:STANDARD', 'DTSTART:20301027T040000', 'TZOFFSETFROM:+0300', 'TZOFFSETTO:+0200'],
  ])
  expect(
    zoneComponent('Asia/Bangkok', new Date(0), new Date('2031-01-01T00:00:00Z')).match(/BEGIN:/g),
  ).toHaveLength(2)
})
