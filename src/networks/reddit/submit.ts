import { z } from 'zod'
import type { Json } from '../kit/content.ts'
import type { SendCall } from '../kit/network.ts'
import { done as answered, ask, site } from './client.ts'
import { Comment } from './entities.ts'
import type { CommentFacts, Made, Prepared } from './parts.ts'
import { daysOf, optionsOf, refuse, type Wish } from './post.ts'

const Commented = answered(
  z.object({ things: z.array(z.object({ data: Comment.pick({ name: true, permalink: true }) })) }),
)

export async function comment(call: SendCall, under: string, text: string): Promise<CommentFacts> {
  const { json } = await ask(call, Commented, {
    method: 'POST',
    path: '/api/comment',
    about: 'comment',
    form: { thing_id: under, text },
    changes: true,
  })
  const [thing] = json.data.things
  if (thing) return thing.data
  // So Reddit answers in a community that is in quarantine.
  return refuse(
    'comment_closed',
    'Reddit took the comment and shows it nowhere: the community is in quarantine.',
  )
}

const Submitted = answered(
  z.object({
    id: z.string().nullish(),
    name: z.string().nullish(),
    url: z.string().nullish(),
    websocket_url: z.string().nullish(),
  }),
)

/** Null where Reddit works on it first and tells no id. */
export async function submit(call: SendCall, wish: Wish, prepared: Prepared): Promise<Made | null> {
  const { path, body } = requestFor(call, wish, prepared)
  const { json } = await ask(call, Submitted, {
    method: 'POST',
    path,
    about: prepared.assets.length > 0 ? 'media' : 'post',
    ...body,
    changes: true,
  })
  const { id, name, url } = json.data
  const told = name ?? id
  if (!told) return null
  const permalink = url?.startsWith(`${site}/`) ? url.slice(site.length) : ''
  return { name: told.startsWith('t3_') ? told : `t3_${told}`, permalink }
}

type Body = { form: Record<string, string> } | { json: Json }

function requestFor(
  call: SendCall,
  wish: Wish,
  { community, flair, assets, poster }: Prepared,
): { path: string; body: Body } {
  const { title, text, shape } = wish
  const common = {
    sr: community,
    title,
    ...optionsOf(call.content),
    ...(flair && { flair_id: flair.id, ...(flair.text !== null && { flair_text: flair.text }) }),
    validate_on_submit: true,
  }
  const asJson = { ...common, api_type: 'json', show_error_list: true, text }
  if (shape.kind === 'gallery') {
    const items = assets.map(({ id }) => ({ media_id: id, caption: '', outbound_url: '' }))
    return { path: '/api/submit_gallery_post.json', body: { json: { ...asJson, items } } }
  }
  if (shape.kind === 'poll') {
    const poll = { options: shape.poll.options, duration: daysOf(shape.poll) }
    return { path: '/api/submit_poll_post', body: { json: { ...asJson, ...poll } } }
  }
  const [asset] = assets
  const form: Record<string, string> = {
    ...asTexts(common),
    kind: shape.kind,
    resubmit: 'true',
    ...((text !== '' || shape.kind === 'self') && { text }),
    ...(shape.kind === 'link' && { url: shape.url }),
    ...(shape.kind === 'crosspost' && { crosspost_fullname: shape.of }),
    ...(asset && { url: asset.url }),
    ...(poster && { video_poster_url: poster.url }),
  }
  return { path: '/api/submit', body: { form } }
}

const asTexts = (values: Record<string, string | boolean>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]))
