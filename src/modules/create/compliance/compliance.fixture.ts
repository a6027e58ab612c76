/** A newsroom whose posts are judged, and what is asked of it. */
import { expect } from 'vitest'
import { openDoor, program, type Visitor } from '../../../../test/people/door.ts'
import type { World } from '../../../../test/world.ts'
import { chirp, gazette, join, newsroom } from '../posts/samples.ts'
import type { PostCompliance } from './contract.ts'

/** A network that marks what is paid for, by its API. */
const marking = {
  ...chirp,
  manifest: {
    ...chirp.manifest,
    id: 'marking',
    paidPartnership: {
      shows: 'Paid partnership',
      source: { from: 'test', on: '2026-11-22', confidence: 'primary' as const },
    },
  },
}

/** A network that draws the cards of links itself. */
const drawing = { ...chirp, manifest: { ...chirp.manifest, id: 'drawing', linkCard: 'own' as const } }

type Room = { w: World; channel: string; owner: Visitor }

export async function room(): Promise<Room> {
  const w = await newsroom({ at: '2030-01-02T12:00:00Z', networks: [chirp, gazette, marking, drawing] })
  const channel = await join(w, { network: 'gazette' })
  return { w, channel, owner: await program(await openDoor(w), w, 'owner') }
}

export const gift = { kind: 'gift', sponsor: 'Rye & Co' }
export const at = { when: { kind: 'at', at: '2030-01-05T09:00Z' } }
export const scheduled = { schedule: { kind: 'at', at: '2030-01-05T09:00Z' } }

/** What a test does in its room, which is another one each time. */
export function doing(now: () => Room) {
  const body = (text: string, more: object = {}) => ({
    content: { title: 'Bread', parts: [{ text }] },
    variants: [{ channelId: now().channel }],
    connection: gift,
    ...more,
  })
  const write = async (text: string, more: object = {}): Promise<string> => {
    const made = await now().owner('POST /posts', body(text, more))
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    return String(made.body.id)
  }
  const told = async (id: string) =>
    (await now().owner(`GET /posts/${id}/compliance`)).body as unknown as PostCompliance
  const rules = async (id: string) => (await told(id)).items.map(({ rule, level }) => `${rule} ${level}`)
  const open = async () =>
    ((await now().owner('GET /notifications?open=true')).body as { items: { kind: string }[] }).items.map(
      ({ kind }) => kind,
    )
  /** Nobody looked at what waits since the packs were others. */
  const outdate = () =>
    now()
      .w.ctx.db.updateTable('complianceResults')
      .set({ packs: JSON.stringify([{ id: 'base', version: '2029-01-01' }]) })
      .where('workspaceId', '=', now().w.workspaceId)
      .execute()
  const asked = (jurisdictions: string[], more: object = {}) =>
    now().owner('PUT /compliance/settings', { version: 0, jurisdictions, channels: [], ...more })
  return { body, write, told, rules, open, outdate, asked }
}
