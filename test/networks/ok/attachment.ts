import { type Said, wrong } from './said.ts'
import type { Block, OkState } from './state.ts'

type Field = Record<string, unknown>
const listOf = (value: unknown): Field[] => (Array.isArray(value) ? (value as Field[]) : [])

/** What OK does not publish is taken to be so here. */
const most = { text: 10_000, photos: 10, films: 1, answers: 10, answer: 50, blocks: 5 }

export type Read = { blocks: Block[]; onBehalfOfGroup: boolean; commentsOff: boolean }

/** Reads the JSON that says what a post holds, by OK's rules; what was brought up serves once. */
export function readAttachment(state: OkState, text: unknown): Read | Said {
  const attachment = parsed(text)
  const media = listOf(attachment?.media)
  if (!attachment || media.length === 0) return wrong(100, 'PARAM : Empty attachment')
  if (media.length > most.blocks) return wrong(600)
  const blocks: Block[] = []
  for (const one of media) {
    const block = blockOf(state, one)
    if ('status' in block) return block
    blocks.push(block)
  }
  return {
    blocks,
    onBehalfOfGroup: attachment.onBehalfOfGroup === 'true',
    commentsOff: attachment.disableComments === 'true',
  }
}

function parsed(text: unknown): Field | null {
  try {
    return JSON.parse(String(text)) as Field
  } catch {
    return null
  }
}

function blockOf(state: OkState, one: Field): Block | Said {
  if (one.type === 'text') return textOf(String(one.text ?? ''))
  if (one.type === 'photo') return photosOf(state, listOf(one.list))
  if (one.type === 'movie') return moviesOf(state, listOf(one.list))
  if (one.type === 'poll') return pollOf(one)
  if (one.type === 'link' && URL.canParse(String(one.url))) return { type: 'link', url: String(one.url) }
  return wrong(one.type === 'link' ? 607 : 100, 'PARAM : Wrong media block')
}

function textOf(text: string): Block | Said {
  if (text.trim() === '') return wrong(100, 'PARAM : Empty text')
  return text.length > most.text ? wrong(601) : { type: 'text', text }
}

function photosOf(state: OkState, list: readonly Field[]): Block | Said {
  if (list.length === 0) return wrong(100, 'PARAM : No photos')
  if (list.length > most.photos) return wrong(600)
  const found = list.map(({ id }) => state.photos.get(String(id)))
  if (found.some((photo) => !photo || photo.used)) return wrong(121, 'PARAM_PHOTO_ID : Invalid photo token')
  const photos = found.flatMap((photo) => (photo ? [{ id: state.id(), mime: photo.mime }] : []))
  for (const photo of found) if (photo) photo.used = true
  return { type: 'photo', photos }
}

function moviesOf(state: OkState, list: readonly Field[]): Block | Said {
  if (list.length > most.films) return wrong(600)
  const ids = list.map(({ id }) => String(id))
  const isShown = (id: string) => state.films.get(id)?.up && state.films.get(id)?.shown
  return ids.length > 0 && ids.every(isShown)
    ? { type: 'movie', movies: ids }
    : wrong(100, 'PARAM : Wrong movie')
}

function pollOf(one: Field): Block | Said {
  const answers = listOf(one.answers).map(({ text }) => String(text ?? ''))
  if (String(one.question ?? '').trim() === '' || answers.length < 2) return wrong(100, 'PARAM : Wrong poll')
  if (answers.length > most.answers) return wrong(603)
  if (answers.some((text) => text.length > most.answer)) return wrong(604)
  const options = String(one.options ?? '')
    .split(',')
    .filter(Boolean)
  return { type: 'poll', question: String(one.question), answers, options }
}
