import type { Actor } from '../../../app/actor.ts'
import { isWithin, sightOf } from '../../../app/channel-roles.ts'
import type { Context } from '../../../app/context.ts'
import { refuseBeyond } from '../../../app/sight.ts'
import { limitsOf } from '../../../networks/kit/limits.ts'
import type { TextRule } from '../../../networks/kit/manifest.ts'
import { textLength } from '../../../networks/kit/text.ts'
import { readRules } from '../../plan/advice/index.ts'
import { readFacts } from '../../plan/personas/index.ts'
import { readStrategy } from '../../plan/strategy/index.ts'
import { openShown } from '../media/index.ts'
import type { Fit, RunBody } from './contract.ts'
import { assistantError } from './errors.ts'
import type { Material } from './prompts.ts'
import { findPurpose, findReaders, type Reader } from './queries.ts'

/** By what an answer is measured: a channel's own count, or a number that somebody named. */
type Measure = { channelId: string | null; max: number; lengthOf(text: string): number }

export type Gathered = { material: Material; measures: Measure[] }

/** Longest side of a picture that is shown to a model: enough to see what it is. */
const pictureSide = 1024

/** Everything that a question needs. What somebody does not see is as missing as what is not there (`refuseUnseen`). */
export async function gather(ctx: Context, actor: Actor, body: RunBody): Promise<Gathered> {
  const channelIds = [...new Set(body.channelIds)]
  const readers = await findReaders(ctx.db, actor.workspaceId, channelIds)
  if (readers.length < channelIds.length) throw assistantError('no_channel')
  await refuseBeyond(ctx.db, actor, 'post.write', channelIds)
  const measures = measuresOf(ctx, readers, body)
  const limits = measures.map(({ max }) => max)
  const max = limits.length > 0 ? Math.min(...limits) : null
  if (body.tool === 'shorten' && max === null) throw assistantError('no_limit')
  const [voice, picture] = await Promise.all([
    wantsVoice(body) ? readVoice(ctx, actor, body) : noVoice,
    body.tool === 'alt' ? pictureOf(ctx, actor, body.mediaId) : null,
  ])
  const named = readers.map(({ id, name, network }) => ({
    name,
    network: ctx.networks.get(network)?.manifest.name ?? network,
    max: measures.find(({ channelId }) => channelId === id)?.max ?? null,
  }))
  return { material: { body, readers: named, ...voice, picture, max }, measures }
}

export function refuseUnseen(actor: Actor, channelIds: readonly string[]): void {
  const sight = sightOf(actor)
  if (!channelIds.every((id) => isWithin(sight, id))) throw assistantError('no_channel')
}

const wantsVoice = ({ tool }: RunBody): boolean => tool === 'variant' || tool === 'tone'

/** Words alone are measured: hashtags are added to a text, and remarks are for people. */
function measuresOf(ctx: Context, readers: readonly Reader[], body: RunBody): Measure[] {
  if (body.tool === 'hashtags' || body.tool === 'tone') return []
  const own = body.tool === 'shorten' && body.limit !== null ? [plainMeasure(null, body.limit)] : []
  return [
    ...own,
    ...readers.flatMap(({ id, network, limits }) => {
      const manifest = ctx.networks.get(network)?.manifest
      if (!manifest) return []
      const { text, media } = limitsOf(manifest, limits)
      if (body.tool === 'alt') return media.images ? [plainMeasure(id, media.images.alt.max)] : []
      return text.max === null ? [] : [textMeasure(id, text, text.max)]
    }),
  ]
}

const plainMeasure = (channelId: string | null, max: number): Measure => ({
  channelId,
  max,
  lengthOf: (text) => textLength(text, { unit: 'graphemes' }),
})
const textMeasure = (channelId: string, rule: TextRule, max: number): Measure => ({
  channelId,
  max,
  lengthOf: (text) => textLength(text, rule),
})

export const fitsOf = (measures: readonly Measure[], text: string): Fit[] =>
  measures.map(({ channelId, max, lengthOf }) => {
    const length = lengthOf(text)
    return { channelId, length, max, fits: length <= max }
  })

const noVoice = { voice: [], banned: [], persona: '', pillar: '' }

/** How the brand speaks, from its strategy and its rules; to whom and about what, from the post's own purpose. */
async function readVoice(ctx: Context, actor: Actor, body: RunBody) {
  const [{ parts }, rules, { persona, pillar }] = await Promise.all([
    readStrategy(ctx, actor),
    readRules(ctx, actor),
    findPurpose(ctx.db, actor.workspaceId, body),
  ])
  const { positioning, audience } = parts
  const line = (name: string, words: string) => (words === '' ? [] : [`${name}: ${words}`])
  return {
    voice: [
      ...line('The one thing we stand for', positioning.oneThing),
      ...line('How we speak', positioning.voice),
      ...line('How people notice people behind it', positioning.human),
      ...line('What we never say', positioning.never),
      ...line('To whom we speak', audience.whom),
    ],
    banned: rules.banned.map(({ word, instead }) => (instead ? `${word} (rather: ${instead})` : word)),
    persona: persona
      ? [persona.name, persona.portrait, ...factLines(persona.facts)].filter(Boolean).join('\n')
      : '',
    pillar: pillar ? [pillar.name, pillar.about].filter(Boolean).join(': ') : '',
  }
}

const factLines = (facts: unknown): string[] =>
  readFacts(facts).flatMap(({ field, words }) => (words === '' ? [] : [`${field}: ${words}`]))

async function pictureOf(ctx: Context, actor: Actor, mediaId: string): Promise<string> {
  const bytes = await openShown(ctx, actor, mediaId, pictureSide)
  return `data:image/jpeg;base64,${bytes.toString('base64')}`
}
