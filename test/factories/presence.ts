/** A workspace with a channel at a fake of a network where others look like it. */
import sharp from 'sharp'
import type { Context } from '../../src/app/context.ts'
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

/** A Bluesky of its own, with pictures that stand under addresses, and the way out to both and to nothing else. */
export async function presenceFake() {
  const fake = blueskyFake()
  const pictures = new Map<string, Buffer>([
    ['https://cdn.example/ours.png', await sign('#a40')],
    ['https://cdn.example/copy.png', await sign('#a41')],
    ['https://cdn.example/other.png', await sign('#0aa', 70)],
  ])
  const way: typeof globalThis.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input)
    if (url.startsWith(fake.origin())) return fetch(input, init)
    const picture = pictures.get(url)
    return picture
      ? new Response(new Uint8Array(picture), { headers: { 'content-type': 'image/png' } })
      : new Response(null, { status: 404 })
  }
  return { fake, pictures, fetch: way }
}

type Fake = Awaited<ReturnType<typeof presenceFake>>['fake']

/** Joins a new account of the fake to a workspace, with the profile of a bakery. */
export async function joinBakery(ctx: Context, workspaceId: string, fake: Fake) {
  const joined = await fake.join()
  const ours = (profile: { [name: string]: Json }, counts = {}) => {
    Object.assign(fake.person(joined.remoteId), { profile, counts })
  }
  const { id: channelId } = await ctx.db
    .insertInto('channels')
    .values({
      ...{ workspaceId, network: 'bluesky', remoteId: joined.remoteId, server: joined.server },
      ...{ handle: joined.handle, name: joined.name, profileUrl: joined.profileUrl, timeZone: 'Europe/Riga' },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await saveCredential(ctx, ctx.db, { channelId, workspaceId, network: 'bluesky' }, joined.credential, null)
  ours(
    {
      displayName: 'Birch Bakery',
      description: 'Sourdough and rye from our stone oven. https://birch.example',
      avatar: 'https://cdn.example/ours.png',
      createdAt: '2026-01-01T00:00:00.000Z',
    },
    { followers: 4000, posts: 900 },
  )
  return { channelId, remoteId: joined.remoteId, ours }
}

/** A house with one channel there. */
export async function presenceHouse(at = '2030-01-01T08:00:00Z') {
  const { fake, pictures, fetch } = await presenceFake()
  const w = await world({ networks: [bluesky], at, alone: true, fetch })
  await fake.start(() => w.clock.now())
  return { ...w, fake, pictures, ...(await joinBakery(w.ctx, w.workspaceId, fake)) }
}

/** What somebody shows who wants to be taken for the bakery. */
export const impostor = {
  displayName: 'Birch Bakery',
  description: 'DM us for your refund',
  createdAt: '2029-12-20T00:00:00.000Z',
  avatar: 'https://cdn.example/copy.png',
}
