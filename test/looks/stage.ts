import type { APIRequestContext } from 'playwright-core'
import sharp from 'sharp'
import { sampleFilm } from '../../src/modules/create/media/films/samples.ts'
import type { Manifest } from '../../src/networks/kit/manifest.ts'
import { networks } from '../../src/networks/registry.ts'
import { type House, house } from '../browser/house.ts'
import { addAppOf } from '../networks/joining.ts'

/** What people wrote: it stands on the screen in their language, whatever the screen’s is. */
export const written = {
  title: 'Rudzi un sāls: how a loaf comes to be, from the mill to the table in one night',
  text: `We bake at night, so that the town has bread at seven. Rye, water, salt and 24 hours of patience: that is all there is to it, and it is more than most loaves get. Come and smell it.

Who comes first gets the crust. #rye #bakery

https://bakery.lv/autumn/a-loaf-from-the-stone-oven?of=rye`,
  reply: 'Opening hours: from seven, but Mondays. https://bakery.lv/hours',
  alt: 'A dark round loaf on a wooden board, cut open, with steam rising from it',
  card: {
    url: 'https://bakery.lv/autumn/a-loaf-from-the-stone-oven?of=rye',
    title: 'A loaf from the stone oven, and what it wants of the baker',
    description: 'Rye, water, salt and 24 hours of patience.',
  },
  options: ['Rye', 'Wheat', 'Whatever is left at noon'],
} as const

const page = `<!doctype html><title>${written.card.title}</title><meta name=description content="${written.card.description}">`

export const nameOf = ({ name }: Manifest): string => `Rudzi un sāls, ${name}`

export type Kind = 'card' | 'pictures' | 'film' | 'poll'
export type Shown = { manifest: Manifest; channelId: string; posts: Partial<Record<Kind, string>> }

export type Stage = House & { workspaceId: string; shown: Shown[]; registerApps(): Promise<void> }

/** A house with a channel of every network, and for each a draft of every kind that it takes. */
export async function openStage(wanted: (id: string) => boolean): Promise<Stage> {
  // Behind every link there is the same small page.
  const home = await house({
    fetch: async () => new Response(page, { headers: { 'content-type': 'text/html' } }),
  })
  const { context, workspaceId } = await home.signedIn()
  const ask = asker(context.request, workspaceId)
  const pictures: string[] = []
  for (const [n, colour] of ['#8a5a2c', '#c8923f', '#5c3a1e', '#d9b77a', '#3c2a17', '#a2662a'].entries())
    pictures.push(await ask.upload(`loaf-${n + 1}.jpg`, 'image/jpeg', await loaf(colour, n)))
  const film = sampleFilm({ seconds: 6, size: '720x1280', rate: 25 })
  const filmId = await ask.upload('oven.mp4', 'video/mp4', film)
  const shown: Shown[] = []
  for (const { manifest } of networks.filter((one) => wanted(one.manifest.id))) {
    const channelId = await addChannel(home, workspaceId, manifest)
    const posts: Shown['posts'] = {}
    for (const [kind, part] of Object.entries(partsFor(manifest, pictures, filmId)))
      posts[kind as Kind] = await ask.post(channelId, manifest, part)
    shown.push({ manifest, channelId, posts })
  }
  await context.close()
  const registerApps = async () => {
    for (const { manifest } of shown) {
      if (!manifest.app) continue
      const values = Object.fromEntries(manifest.app.fields.map(({ name }) => [name, 'given-there']))
      await addAppOf(home.ctx, workspaceId, manifest.id, { values } as never)
    }
  }
  return { ...home, workspaceId, shown, registerApps }
}

/** A plain picture of a shape of its own, so that it is seen how it is cropped. */
const loaf = (background: string, n: number): Promise<Buffer> => {
  const [width, height] = n % 3 === 0 ? [1080, 1350] : n % 3 === 1 ? [1600, 900] : [1080, 1080]
  const ring = `<svg width="${width}" height="${height}"><ellipse cx="${width / 2}" cy="${height / 2}" rx="${width / 2 - 20}" ry="${height / 2 - 20}" fill="none" stroke="#fff8" stroke-width="24"/></svg>`
  return sharp({ create: { width, height, channels: 3, background } })
    .composite([{ input: Buffer.from(ring) }])
    .jpeg()
    .toBuffer()
}

async function addChannel({ ctx }: House, workspaceId: string, manifest: Manifest): Promise<string> {
  const row = {
    ...{ workspaceId, network: manifest.id, remoteId: '1234', server: 'https://example.test' },
    ...{ handle: '@rudzi.un.sals', name: nameOf(manifest), profileUrl: 'https://example.test' },
    timeZone: 'Europe/Riga',
  }
  const { id } = await ctx.db.insertInto('channels').values(row).returning('id').executeTakeFirstOrThrow()
  return id
}

type Part = Record<string, unknown>

/** What can be shown with words at this network, as far as its manifest says. */
function partsFor({ media, poll }: Manifest, pictures: string[], film: string): Partial<Record<Kind, Part>> {
  const use = (ids: string[]) => ids.map((id) => ({ id, alt: written.alt }))
  const { images, videos } = media
  return {
    card: { link: written.card },
    ...(images && { pictures: { media: use(pictures.slice(0, images.max ?? 6)) } }),
    ...(videos && { film: { media: use([film]) } }),
    ...(poll && { poll: { poll: { options: written.options, minutes: 1440 } } }),
  }
}

function asker(request: APIRequestContext, workspaceId: string) {
  const headers = { 'carillon-csrf': '1', 'carillon-workspace': workspaceId }
  const idIn = async (path: string, body: object): Promise<string> => {
    const answer = await request.post(`/api/v1${path}`, { headers, ...body })
    if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
    const said = (await answer.json()) as { id?: string; post?: { id: string } }
    return said.id ?? said.post?.id ?? ''
  }
  return {
    upload: (name: string, mimeType: string, buffer: Buffer) =>
      idIn('/media', { multipart: { file: { name, mimeType, buffer } } }),
    post: (channelId: string, { text }: Manifest, part: Part) =>
      idIn('/posts', {
        data: {
          content: {
            title: text.title ? written.title : '',
            parts: [{ text: written.text, ...part }],
            firstReply: written.reply,
          },
          variants: [{ channelId }],
        },
      }),
  }
}
