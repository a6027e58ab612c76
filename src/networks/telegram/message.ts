import type { Content, Json, Media, Part } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import { type FormFile, held } from '../kit/form.ts'
import { type MarkKind, readMarks } from '../kit/marks.ts'
import { endingOf, expectHonest } from '../kit/pictures.ts'
import type { Ask } from './client.ts'

type Fields = Record<string, Json>
type Sending = Pick<Ask, 'fields' | 'files'> & { method: string }

/** The one call that a part becomes. */
export async function messageOf(part: Part, content: Content, chatId: string): Promise<Sending> {
  const { options } = content
  const common = {
    chat_id: chatId,
    ...(options.silent === true && { disable_notification: true }),
    ...(options.protect === true && { protect_content: true }),
  }
  const { media, poll } = part
  if (poll)
    return { method: 'sendPoll', fields: { ...common, ...pollOf(part, content), ...buttonOf(content) } }
  const [only, ...more] = media
  if (!only)
    return {
      method: 'sendMessage',
      fields: { ...common, ...wordsOf(part, content, 'text'), ...previewOf(options), ...buttonOf(content) },
    }
  if (more.length > 0) return album(part, content, common)
  const { field, method } = ways[kindOf(only)]
  const { item, files } = await fileOf(only, content, field)
  return {
    method,
    fields: { ...common, ...wordsOf(part, content, 'caption'), ...item, ...buttonOf(content) },
    files,
  }
}

type Kind = 'photo' | 'animation' | 'video'
const ways: Record<Kind, { field: Kind; method: string }> = {
  photo: { field: 'photo', method: 'sendPhoto' },
  animation: { field: 'animation', method: 'sendAnimation' },
  video: { field: 'video', method: 'sendVideo' },
}

/** A picture that moves goes as what Telegram calls an animation; as a photo it would stand still. */
const kindOf = ({ kind, mime }: Media): Kind =>
  kind === 'video' ? 'video' : mime === 'image/gif' ? 'animation' : 'photo'

/** An album is as many messages; its words hang on the first, and readers see them under the whole. */
async function album(part: Part, content: Content, common: Fields): Promise<Sending> {
  const media: Json[] = []
  const files: FormFile[] = []
  for (const [at, one] of part.media.entries()) {
    const inside = await inAlbum(one, content, `file${at}`)
    media.push({ ...inside.item, ...(at === 0 && wordsOf(part, content, 'caption')) })
    files.push(...inside.files)
  }
  if (Object.keys(buttonOf(content)).length > 0)
    throw rejected(
      'button_album',
      'Telegram shows no button beneath several pictures or films. Leave one, or take the button out.',
    )
  return { method: 'sendMediaGroup', fields: { ...common, media }, files }
}

/** One file as albums and changes name it: what is attached goes by a name. */
export async function inAlbum(
  media: Media,
  content: Content,
  name: string,
): Promise<{ item: Fields; files: FormFile[] }> {
  const { item, files } = await fileOf(media, content, name)
  return { item: { type: kindOf(media), media: `attach://${name}`, ...item }, files }
}

async function fileOf(
  media: Media,
  { options }: Content,
  name: string,
): Promise<{ item: Fields; files: FormFile[] }> {
  await expectHonest(media)
  const file = { ...media, field: name, name: `${media.id}.${endingOf(media.mime)}` }
  const covered: Fields = options.spoiler === true ? { has_spoiler: true } : {}
  if (media.kind === 'image') return { item: covered, files: [file] }
  const cover = await media.poster?.read()
  const coverName = `cover_${name}`
  return {
    item: { ...covered, ...shapeOf(media), ...(cover && { cover: `attach://${coverName}` }) },
    files: [
      file,
      ...(cover ? [{ ...held(cover), field: coverName, mime: 'image/jpeg', name: 'cover.jpg' }] : []),
    ],
  }
}

/** Telegram does not look into a film for its shape before somebody plays it. */
const shapeOf = ({ width, height, durationMs }: Media): Fields => ({
  width,
  height,
  supports_streaming: true,
  ...(durationMs !== null && { duration: Math.round(durationMs / 1000) }),
})

export const previewOf = (options: Content['options']): Fields =>
  options.linkPreview === false ? { link_preview_options: { is_disabled: true } } : {}

const entityOf = (kind: MarkKind): string =>
  kind === 'link' ? 'text_link' : kind === 'quote' ? 'blockquote' : kind

/** The words of a message or of a file, with what stands out of them where a person asked for it. */
export function wordsOf({ text }: Pick<Part, 'text'>, { options }: Content, as: 'text' | 'caption'): Fields {
  const above: Fields =
    as === 'caption' && options.captionAbove === true ? { show_caption_above_media: true } : {}
  const { text: plain, marked } = options.marks === true ? readMarks(text) : { text, marked: [] }
  const entities = marked.map(({ kind, url, ...place }) => ({
    type: entityOf(kind),
    ...place,
    ...(url !== undefined && { url }),
  }))
  if (as === 'caption' && plain === '') return {}
  const name = as === 'text' ? 'entities' : 'caption_entities'
  return { [as]: plain, ...(entities.length > 0 && { [name]: entities }), ...above }
}

function pollOf({ text, poll }: Part, { options }: Content): Fields {
  if (!poll) throw new Error('A part has a poll')
  const right = typeof options.quizAnswer === 'string' ? options.quizAnswer.trim() : ''
  const why = typeof options.quizWhy === 'string' ? options.quizWhy.trim() : ''
  const nth = Number(right)
  if (right !== '' && !(Number.isInteger(nth) && nth >= 1 && nth <= poll.options.length))
    throw rejected(
      'quiz_answer',
      'There is no such answer in this poll. Give the place of the right one, such as 2 for the second.',
    )
  return {
    question: text,
    options: poll.options.map((option) => ({ text: option })),
    allows_multiple_answers: poll.multiple,
    open_period: poll.minutes * 60,
    ...(right !== '' && {
      type: 'quiz',
      correct_option_ids: [nth - 1],
      ...(why !== '' && { explanation: why }),
    }),
  }
}

/** A link beneath the message. Telegram takes it away from a change that does not name it. */
export function buttonOf({ options }: Content): Fields {
  const [text, url] = [options.buttonText, options.buttonUrl].map((one) =>
    typeof one === 'string' ? one.trim() : '',
  )
  if (!text && !url) return {}
  if (!text || !url)
    throw rejected(
      'button_half',
      'A button has words and an address. Give both in the settings of the post, or neither.',
    )
  return { reply_markup: { inline_keyboard: [[{ text, url }]] } }
}

const rejected = (code: string, words: string) => new NetworkFailure('rejected', words, { code })
