import { z } from 'zod'
import type { Content, Media } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import { formWith } from '../kit/form.ts'
import type { Found, SendCall, SentPart } from '../kit/network.ts'
import { endingOf, expectHonest } from '../kit/pictures.ts'
import { call, type Line, upload } from './client.ts'

/** A story is told from its file alone: VK shows it once the file that went up is saved. */
export const isStory = ({ options }: Pick<Content, 'options'>): boolean => options.kind === 'story'

const Story = z.object({
  id: z.number(),
  owner_id: z.number(),
  type: z.string().optional(),
  date: z.number().optional(),
  is_deleted: z.boolean().nullish().catch(null),
})

/** `story-1_2`: by this we know one. */
export const storyId = (ownerId: number, id: number): string => `story${ownerId}_${id}`

export function storyIn(remoteId: string): { ownerId: number; id: number } | null {
  const [, owner, id] = /^story(-?\d{1,18})_(\d{1,18})$/.exec(remoteId) ?? []
  return owner && id ? { ownerId: Number(owner), id: Number(id) } : null
}

const Place = z.object({ upload_url: z.url() })
const Received = z.object({ response: z.object({ upload_result: z.string().min(1) }) })

/** Brings its file up. Nobody sees it yet: what comes back is saved when its time has come. */
export async function bringStory(
  line: Line,
  content: Content,
  { ownerId, signal }: { ownerId: number; signal: AbortSignal },
): Promise<string> {
  const [media] = content.parts[0]?.media ?? []
  if (!media) throw rejected('media_missing', 'A story at VK is one picture or one film. Add one.')
  await expectHonest(media)
  const film = media.kind === 'video'
  const link = typeof content.options.storyLink === 'string' ? content.options.storyLink.trim() : ''
  const { upload_url } = await call(
    line,
    film ? 'stories.getVideoUploadServer' : 'stories.getPhotoUploadServer',
    Place,
    {
      personal: true,
      fields: {
        group_id: -ownerId,
        add_to_news: true,
        ...(link !== '' && { link_text: 'learn_more', link_url: link }),
      },
      signal,
    },
  ).catch(notAllowed)
  const form = formWith({}, { ...media, ...nameOf(media), field: film ? 'video_file' : 'file' })
  return (await upload(line, upload_url, form, Received, signal)).response.upload_result
}

const nameOf = ({ id, mime }: Media) => ({ name: `${id}.${endingOf(mime)}` })

export async function showStory(line: Line, uploaded: string, signal: AbortSignal): Promise<SentPart> {
  const Saved = z.object({ items: z.array(Story).min(1) })
  const { items } = await call(line, 'stories.save', Saved, {
    personal: true,
    changes: true,
    fields: { upload_results: uploaded },
    signal,
  }).catch(notAllowed)
  const [story] = items
  if (!story) throw new Error('A saved story is told')
  return partOf(story)
}

const partOf = ({ owner_id, id }: z.infer<typeof Story>): SentPart => ({
  remoteId: storyId(owner_id, id),
  url: `https://vk.com/${storyId(owner_id, id)}`,
})

/** VK says no more than that access is denied; the sign-in is well. */
function notAllowed(failure: unknown): never {
  if (!(failure instanceof NetworkFailure) || failure.code !== 'forbidden') throw failure
  throw rejected(
    'no_stories',
    'VK does not take stories here: the key lacks the right “stories”, or the community is neither verified nor has the “fire” of VK, which it asks for. Post it on the wall instead.',
  )
}

const Feed = z.object({
  items: z.array(z.object({ stories: z.array(z.unknown()).nullish() })),
})

async function storiesNow(line: Line, ownerId: number, signal?: AbortSignal): Promise<unknown[]> {
  const fields = { owner_id: ownerId }
  const { items } = await call(line, 'stories.get', Feed, { personal: true, fields, signal })
  return items.flatMap(({ stories: told }) => told ?? [])
}

/** A story has no words to be known by: where there is none since, none is out; where there are some, a person looks. */
export async function findStory(
  line: Line,
  { account, content, firstAttemptAt, signal }: SendCall,
  skewMs: number,
): Promise<Found> {
  const type = content.parts[0]?.media[0]?.kind === 'video' ? 'video' : 'photo'
  const since = firstAttemptAt.getTime() - skewMs
  const stories = await storiesNow(line, Number(account.remoteId), signal)
  const alike = stories
    .flatMap((one) => Story.safeParse(one).data ?? [])
    .filter((one) => one.type === type && (one.date ?? 0) * 1000 >= since && one.is_deleted !== true)
  if (alike.length === 0 && stories.every((one) => Story.safeParse(one).success)) return { found: 'no' }
  return {
    found: 'unsure',
    words: 'Stories of this community are out since then, and nothing tells which is this one. Look there.',
  }
}

/** One that is over or gone is passed over; VK tells that by no number of its own. */
export async function removeStory(line: Line, remoteId: string): Promise<void> {
  const place = storyIn(remoteId)
  if (!place) return
  const fields = { owner_id: place.ownerId, story_id: place.id }
  await call(line, 'stories.delete', z.unknown(), { personal: true, fields }).catch(
    async (failure: unknown) => {
      if (!(failure instanceof NetworkFailure) || failure.kind === 'later') throw failure
      const left = await storiesNow(line, place.ownerId)
      if (left.some((one) => Story.safeParse(one).data?.id === place.id)) throw failure
    },
  )
}

const count = z
  .object({ count: z.number().nullish(), state: z.string() })
  .transform(({ count: told, state }) => (state === 'on' ? told : null))
  .nullish()
  .catch(null)
const Stats = z.object({ views: count, likes: count, replies: count, shares: count, open_link: count })

/** What VK tells of a story while it runs; null afterwards. */
export async function statsOf(line: Line, remoteId: string): Promise<z.infer<typeof Stats> | null> {
  const place = storyIn(remoteId)
  if (!place) return null
  const fields = { owner_id: place.ownerId, story_id: place.id }
  return call(line, 'stories.getStats', Stats, { personal: true, fields }).catch((failure: unknown) => {
    if (!(failure instanceof NetworkFailure) || failure.kind === 'later') throw failure
    return null
  })
}

/** Whether a key may tell stories, by the rights of VK. */
export const storyRight = 1 << 6

const rejected = (code: string, words: string) => new NetworkFailure('rejected', words, { code })
