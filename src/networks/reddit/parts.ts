import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { SentPart } from '../kit/network.ts'
import { site } from './client.ts'
import type { Comment, Post } from './entities.ts'
import type { Wish } from './post.ts'

/** A file at Reddit, before it is in a post: by its id posts are told apart, by its address it is put into one. */
export const Asset = z.object({ id: z.string(), url: z.string() })
export type Asset = z.infer<typeof Asset>

/** What is settled before the instant: where the post goes, so that a change of the channel's hides nothing from a look-up, and its files. */
export const Prepared = z.object({
  community: z.string(),
  flair: z.object({ id: z.string(), text: z.string().nullable() }).nullable(),
  assets: z.array(Asset),
  poster: Asset.nullable(),
})
export type Prepared = z.infer<typeof Prepared>

/** What a later change of the post must know. */
export const Extra = z.object({
  kind: z.string(),
  title: z.string(),
  text: z.string(),
  media: z.array(z.string()),
})

/** Pictures and films become a post when Reddit has worked on them. */
export const workMs = { first: 5000, most: 5 * 60_000, image: 15 * 60_000, video: 60 * 60_000 } as const

/** Reddit answers without an id, and the post comes when its file has been worked on. */
export const isWorkedOn = ({ shape }: Wish): boolean => shape.kind === 'video' || shape.kind === 'image'

/** So long a picture or film may be worked on before nothing comes of it any more. */
export const patienceFor = ({ shape }: Wish): number => (shape.kind === 'video' ? workMs.video : workMs.image)

export type Made = Pick<Post, 'name' | 'permalink'>
export type CommentFacts = Pick<Comment, 'name' | 'permalink'>

export const commentPart = ({ name, permalink }: CommentFacts, text: string): SentPart => ({
  remoteId: name,
  url: permalink ? site + permalink : null,
  extra: { kind: 'comment', title: '', text: digestOf(text), media: [] } satisfies z.infer<typeof Extra>,
})

export const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url')

export const sentPart = ({ name, permalink }: Made, { title, text, shape }: Wish): SentPart => ({
  remoteId: name,
  url: permalink ? site + permalink : `${site}/comments/${name.replace(/^t3_/, '')}/`,
  extra: {
    kind: shape.kind,
    title: digestOf(title),
    text: digestOf(text),
    media: 'media' in shape ? shape.media.map(({ digest }) => digest) : [],
  } satisfies z.infer<typeof Extra>,
})
