import { randomBytes } from 'node:crypto'
import type { Tx } from '../../platform/db/index.ts'
import { demoError } from './errors.ts'
import { campaigns, dayMs, pastDays, type Role, rhythm, roles } from './story.ts'

/** What the rest of the demonstration stands on. */
export type Ground = {
  workspaceId: string
  organisationId: string
  ownerId: string
  zone: string
  now: Date
  channels: ReadonlyMap<string, string>
  campaigns: ReadonlyMap<string, string>
}

/** An id that sorts by the time at which its row pretends to have been made. */
export function idAt(at: Date): string {
  const hex = `${at.getTime().toString(16).padStart(12, '0')}7${randomBytes(10).toString('hex').slice(0, 19)}`
  const variant = ((Number.parseInt(hex[16] ?? '0', 16) & 3) | 8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
}

export const fromToday = (now: Date, days: number): Date => new Date(now.getTime() + days * dayMs)
export const isoDay = (at: Date): string => at.toISOString().slice(0, 10)

/** Workspace, members, channels, slots and campaigns. */
export async function layGround(tx: Tx, now: Date): Promise<Ground> {
  const host = await findHost(tx)
  const past = fromToday(now, -pastDays)
  const { id: workspaceId } = await tx
    .insertInto('workspaces')
    .values({
      id: idAt(now),
      organisationId: host.organisationId,
      name: 'Belltower Coffee (demonstration)',
      timeZone: host.timeZone,
      language: host.language,
      weekStartsOn: host.weekStartsOn,
      demo: true,
      createdAt: past,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('members')
    .columns(['workspaceId', 'userId', 'role'])
    .expression((eb) =>
      eb
        .selectFrom('organisationMembers')
        .select((one) => [
          one.val(workspaceId).$castTo<string>().as('workspaceId'),
          'userId',
          one.case().when('role', '=', 'owner').then('owner').else('editor').end().as('role'),
        ])
        .where('organisationId', '=', host.organisationId),
    )
    .execute()
  const channels = await joinChannels(tx, workspaceId, past)
  await setSlots(tx, workspaceId, [...channels.values()])
  return {
    workspaceId,
    organisationId: host.organisationId,
    ownerId: host.userId,
    zone: host.timeZone,
    now,
    channels,
    campaigns: await beginCampaigns(tx, workspaceId, now),
  }
}

/** The oldest organisation, and the habits of its oldest workspace. */
async function findHost(tx: Tx) {
  const there = await tx.selectFrom('workspaces').select('id').where('demo', '=', true).executeTakeFirst()
  if (there) throw demoError('there')
  const host = await tx
    .selectFrom('organisationMembers as m')
    .innerJoin('workspaces as w', 'w.organisationId', 'm.organisationId')
    .select(['m.organisationId', 'm.userId', 'w.timeZone', 'w.language', 'w.weekStartsOn'])
    .where('m.role', '=', 'owner')
    .orderBy('m.createdAt')
    .orderBy('w.createdAt')
    .executeTakeFirst()
  if (!host) throw demoError('nobody')
  return host
}

/**
 * Accounts that cannot publish, for four reasons of which each would do: they have no credential; their server is below
 * `.invalid`, a name that exists nowhere (RFC 2606); they are paused, and the dispatcher passes paused channels over; and they are
 * never checked, refreshed or asked for numbers.
 */
async function joinChannels(tx: Tx, workspaceId: string, past: Date): Promise<Map<string, string>> {
  const never = new Date('9999-01-01T00:00:00Z')
  const rows = roles.map((role, i) => ({
    id: idAt(new Date(past.getTime() + i * 60_000)),
    workspaceId,
    network: role.network,
    remoteId: remoteIdOf(role),
    server: 'https://demo.invalid',
    handle: role.handle,
    name: role.name,
    profileUrl: `https://demo.invalid/${role.key}`,
    timeZone: role.zone,
    state: 'paused',
    stateCode: 'demo',
    stateWords: 'This account belongs to the demonstration. Nothing is ever sent from it.',
    stateSince: past,
    checkDueAt: never,
    createdAt: new Date(past.getTime() + i * 60_000),
  }))
  await tx.insertInto('channels').values(rows).execute()
  return new Map(roles.map((role, i) => [role.key, rows[i]?.id ?? '']))
}

const remoteIdOf = ({ network, key }: Role): string =>
  network === 'bluesky' ? `did:example:demo-${key}` : `demo-${key}`

async function setSlots(tx: Tx, workspaceId: string, channelIds: readonly string[]): Promise<void> {
  await tx
    .insertInto('slots')
    .values(
      channelIds.flatMap((channelId) =>
        rhythm.map(({ weekday, clock }) => ({ workspaceId, channelId, weekday, atTime: clock })),
      ),
    )
    .execute()
}

async function beginCampaigns(tx: Tx, workspaceId: string, now: Date): Promise<Map<string, string>> {
  const rows = campaigns.map(({ name, colour, fromDay, toDay, brief, hashtags }) => ({
    id: idAt(fromToday(now, fromDay - 7)),
    workspaceId,
    name,
    colour,
    brief,
    hashtags,
    links: JSON.stringify([{ name: 'The shop', url: 'https://belltower.demo.invalid/shop' }]),
    startsOn: isoDay(fromToday(now, fromDay)),
    endsOn: isoDay(fromToday(now, toDay)),
    createdAt: fromToday(now, fromDay - 7),
  }))
  await tx.insertInto('campaigns').values(rows).execute()
  return new Map(campaigns.map(({ key }, i) => [key, rows[i]?.id ?? '']))
}
