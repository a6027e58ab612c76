/** A workspace with a channel at a fake of a network where others look like it. */
import sharp from 'sharp'
import { saveCredential } from '../../src/modules/channels/accounts/index.ts'
import { bluesky } from '../../src/networks/bluesky/index.ts'
import type { Json } from '../../src/networks/kit/content.ts'
import { blueskyFake } from '../networks/bluesky/fake.ts'
import { world } from '../world.ts'

/** A sign of two shapes, as large as networks serve them. */
export const sign = (colour: string, turned = 0): Promise<Buffer> =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"><rect width="200" height="200" fill="#fff"/><circle cx="70" cy="80" r="45" fill="${colour}"/><rect x="110" y="${30 + turned}" width="60" height="${120 - turned}" fill="#345"/></svg>`,
    ),
  )
    .png()
    .toBuffer()

/** A house with one channel at a Bluesky of its own. Pictures come from `pictures` by their address. */
export async function presenceHouse(at = '2030-01-01T08:00:00Z') {
  const fake = blueskyFake()
  const pictures = new Map<string, Buffer>()
  const fetched: string[] = []
  const w = await world({
    networks: [bluesky],
    at,
    alone: true,
    fetch: async (input, init) => {
      const url = input instanceof Request ? input.url : String(input)
      fetched.push(url)
      if (url.startsWith(fake.origin())) return fetch(input, init)
      const picture = pictures.get(url)
      return picture
        ? new Response(new Uint8Array(picture), { headers: { 'content-type': 'image/png' } })
        : new Response(null, { status: 404 })
    },
  })
  await fake.start(() => w.clock.now())
  const joined = await fake.join()
  const { id: channelId } = await w.ctx.db
    .insertInto('channels')
    .values({
      ...{ workspaceId: w.workspaceId, network: 'bluesky', remoteId: joined.remoteId, server: joined.server },
      ...{ handle: joined.handle, name: joined.name, profileUrl: joined.profileUrl, timeZone: 'Europe/Riga' },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const place = { channelId, workspaceId: w.workspaceId, network: 'bluesky' }
  await saveCredential(w.ctx, w.ctx.db, place, joined.credential, null)
  return {
    ...w,
    fake,
    pictures,
    fetched,
    channelId,
    remoteId: joined.remoteId,
    ours: (profile: { [name: string]: Json }, counts = {}) => {
      Object.assign(fake.person(joined.remoteId), { profile, counts })
    },
  }
}
