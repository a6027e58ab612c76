import { checkDraft, fieldOf, type Problem } from '../../../networks/kit/check.ts'
import type { Draft } from '../../../networks/kit/content.ts'
import type { DeskChannel } from './use-desk.ts'
import { contentOf, type Writing } from './writing.ts'

/** What is wrong with one channel's form of the post, and where. */
export type Found = Problem & { channelId: string; field: string }

/** What a channel would be sent, settings at their defaults included: the same as the server freezes. */
export function draftFor(writing: Writing, channel: DeskChannel): Draft {
  const defaults = channel.manifest.options.flatMap((field) =>
    field.default === undefined ? [] : [[field.name, field.default] as const],
  )
  const options = { ...Object.fromEntries(defaults), ...writing.variants[channel.id]?.options }
  return { ...contentOf(writing, channel.id), options }
}

export const judge = (writing: Writing, channel: DeskChannel): Found[] =>
  checkDraft(draftFor(writing, channel), channel.rules).map((problem) => ({
    ...problem,
    channelId: channel.id,
    field: fieldOf(problem),
  }))
