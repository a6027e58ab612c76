import type { MachineMade, MachinePlace } from '../../../modules/create/posts/contract.ts'
import { isStillMade, withMarks } from '../../../modules/create/posts/plain/machine.ts'
import type { Writing } from '../posts/writing.ts'

const most = 10_000

/**
 * Says of words that a person takes that a machine wrote them. `next`: what stands there then. Where a machine wrote what stood
 * there too, all of it is the machine's, and only what a person wrote before that is a person's own again.
 */
export function withMark(
  writing: Writing,
  place: MachinePlace,
  made: Pick<MachineMade, 'text' | 'before' | 'tool' | 'model'>,
  next = made.text,
): Writing {
  if (made.text.trim() === '') return writing
  const was = writing.machineMade?.find((mark) => isAt(mark, place) && isStillMade(made.before, mark))
  const [text, before] = was ? [next, was.before] : [made.text, made.before]
  const mark: MachineMade = {
    ...{ ...place, ...made, at: new Date().toISOString() },
    ...{ text: text.slice(0, most), before: before.slice(0, most) },
  }
  return { ...writing, machineMade: withMarks(writing.machineMade ?? [], [mark]) }
}

/** As it was marked before somebody took words at a place, which they take back. */
export const marksBack = (writing: Writing, place: MachinePlace, had: readonly MachineMade[]): Writing => ({
  ...writing,
  machineMade: [
    ...(writing.machineMade ?? []).filter((mark) => !isAt(mark, place)),
    ...had.filter((mark) => isAt(mark, place)),
  ],
})

const isAt = (mark: MachinePlace, place: MachinePlace): boolean =>
  mark.channelId === place.channelId &&
  mark.part === place.part &&
  mark.field === place.field &&
  mark.mediaId === place.mediaId

/** A remark's better words in the place of those that it quotes; the text as it is where these are gone. */
export function mended(text: string, quote: string, instead: string): string {
  const at = quote === '' ? -1 : text.indexOf(quote)
  return at < 0 ? text : text.slice(0, at) + instead + text.slice(at + quote.length)
}

export const withTags = (text: string, tags: readonly string[]): string =>
  tags.length === 0 ? text : `${text.trimEnd()}${text.trim() === '' ? '' : '\n\n'}${tags.join(' ')}`
