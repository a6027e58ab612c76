import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo } from 'react'
import {
  type Compliance,
  type Connection,
  type Finding,
  type Judged,
  type Jurisdiction,
  tieThatHolds,
} from '../../../modules/create/compliance/contract.ts'
import { judgePost } from '../../../modules/create/compliance/plain/judge.ts'
import { type Looked, sideParts } from '../../../modules/create/compliance/plain/looked.ts'
import { marksPartner } from '../../../networks/kit/limits.ts'
import { useWorkspace } from '../../api/me.ts'
import { useComposing } from '../posts/composer-context.ts'
import type { DeskChannel } from '../posts/use-desk.ts'
import { contentOf, type Writing } from '../posts/writing.ts'
import { askPostCompliance, useCompliance } from './use-compliance.ts'

export type Told = Finding & Pick<Judged, 'override'>

/** Where the people of a channel are, and of whom the post speaks to. */
export function reached(known: Compliance | undefined, writing: Writing, channelId: string): Jurisdiction[] {
  const { settings, personas = [] } = known ?? {}
  const own = settings?.channels.find((one) => one.channelId === channelId)?.jurisdictions
  const persona = personas.find(({ id }) => id === writing.personaId)?.jurisdictions ?? []
  return [...new Set([...(own ?? settings?.jurisdictions ?? []), ...persona])]
}

const named = (items: Compliance['campaigns'] | undefined, wanted: string | null): Connection | null =>
  items?.find(({ id }) => id === wanted)?.connection ?? null

/** Who pays, as the post says it, or whom it is with, or else its campaign. */
export const connectionOf = (known: Compliance | undefined, writing: Writing): Connection | null =>
  tieThatHolds(
    writing.connection,
    named(known?.influencers, writing.influencerId),
    named(known?.campaigns, writing.campaignId),
  )

const today = (zone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(new Date())

const lookedAt = (
  { banned }: Compliance,
  { evidence }: Writing,
  rest: Pick<Looked, 'connection' | 'language' | 'day'>,
): Looked => ({ ...rest, evidence: evidence ?? [], banned })

function judgeHere(known: Compliance, writing: Writing, chosen: readonly DeskChannel[], day: string): Told[] {
  const off = new Set(
    known.packs.flatMap(({ rules }) => rules.filter((rule) => rule.off).map(({ id }) => id)),
  )
  const connection = connectionOf(known, writing)
  if (chosen.length === 0) return judgeIdea(known, writing, connection, day, off)
  return chosen.flatMap((channel) => {
    const { title, parts, firstReply, languages } = contentOf(writing, channel.id)
    const side = {
      channelId: channel.id,
      network: channel.network,
      text: channel.rules.text,
      marks: marksPartner(channel.manifest, writing.variants[channel.id]?.options ?? {}),
      title,
      parts: sideParts(parts, channel.manifest.linkCard === 'sent'),
      firstReply,
      jurisdictions: reached(known, writing, channel.id),
    }
    const looked = lookedAt(known, writing, { connection, language: languages[0] ?? null, day })
    return judgePost(looked, [side], off).map((finding) => ({ ...finding, override: null }))
  })
}

/** Before a channel is chosen the idea is judged as a network would show it that folds and marks nothing, and shows cards. */
function judgeIdea(
  known: Compliance,
  writing: Writing,
  connection: Connection | null,
  day: string,
  off: ReadonlySet<string>,
): Told[] {
  const { title, parts, firstReply, languages } = writing.content
  const source = { from: '', on: day, confidence: 'unverified' } as const
  const side = {
    ...{ channelId: '', network: '', marks: false, title, firstReply },
    text: { max: null, unit: 'graphemes', fold: null, source } as const,
    parts: sideParts(parts, true),
    jurisdictions: reached(known, writing, ''),
  }
  const looked = lookedAt(known, writing, { connection, language: languages[0] ?? null, day })
  return judgePost(looked, [side], off).map((finding) => ({ ...finding, override: null }))
}

/**
 * What the rules say while somebody types; as soon as the server has the same words, what it says. It decides, and knows
 * what was let pass.
 */
export function useFindings() {
  const { writing, chosen, post, state } = useComposing()
  const { timeZone } = useWorkspace()
  const { data: known } = useCompliance()
  const later = useDeferredValue(writing)
  const id = post?.id ?? ''
  const server = useQuery({ ...askPostCompliance(id), enabled: post !== null })
  const day = later.wish?.at.slice(0, 10) ?? today(timeZone)
  const here = useMemo(() => (known ? judgeHere(known, later, chosen, day) : []), [known, later, chosen, day])
  const isSaved =
    chosen.length > 0 &&
    state === 'saved' &&
    server.data !== undefined &&
    server.data.version === post?.version
  const items: readonly Told[] = isSaved && server.data ? server.data.items : here
  return { known, items, isSaved, version: post?.version ?? 0, postId: post?.id ?? null }
}
