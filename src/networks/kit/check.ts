import { webAddress } from './address.ts'
import type { Draft, Json, MediaFacts, Part } from './content.ts'
import { isWithin } from './fields.ts'
import { filmFitting, tooLongBy } from './film.ts'
import { isOutside, shapeOf } from './fit.ts'
import type { Field, ImageRule, Manifest, MarkRule, Source, TextRule, VideoRule } from './manifest.ts'
import { byteLength, hashtagsIn, mentionsIn, textLength, urlsIn } from './text.ts'

/** A code of its own for each thing that can be wrong; the screen has words for each in every language. */
export type ProblemCode =
  | 'empty'
  | 'text_missing'
  | 'text_too_long'
  | 'text_too_many_bytes'
  | 'hashtags_too_many'
  | 'mentions_too_many'
  | 'links_too_many'
  | 'text_letters'
  | 'text_letter_twice'
  | 'link_missing'
  | 'title_missing'
  | 'title_too_long'
  | 'title_letters'
  | 'too_many_images'
  | 'too_many_videos'
  | 'too_many_media'
  | 'media_missing'
  | 'media_not_taken'
  | 'media_mixed'
  | 'image_type'
  | 'image_shape'
  | 'image_cut'
  | 'image_not_alone'
  | 'video_type'
  | 'video_too_large'
  | 'video_too_long'
  | 'video_too_short'
  | 'video_too_small'
  | 'video_shape'
  | 'video_unfit'
  | 'captions_too_large'
  | 'too_many_captions'
  | 'alt_missing'
  | 'alt_too_long'
  | 'poll_not_taken'
  | 'poll_options'
  | 'poll_option_too_long'
  | 'poll_option_empty'
  | 'poll_minutes'
  | 'poll_with_media'
  | 'poll_one_answer'
  | 'thread_too_long'
  | 'reply_not_taken'
  | 'quote_not_taken'
  | 'too_many_languages'
  | 'option_missing'
  | 'option_wrong'
  | 'option_unknown'
  | 'option_odd'
  | 'option_behind_film'
  | 'option_behind_poll'
  | 'option_not_several'
  | 'option_idle'
  | 'option_hides_partner'

/** `error` blocks scheduling; `hint` is shown and may be overruled. `facts` fill the sentence. */
export type Problem = {
  code: ProblemCode
  level: 'error' | 'hint'
  /** Zero-based part, or null for the whole post. */
  part: number | null
  facts: Record<string, string | number>
}

/** Where in a content a problem lies: `parts.0.text`, `title`, `options.spoiler`. Server and composer put it there. */
export function fieldOf({ code, part, facts }: Problem): string {
  if (part !== null) return `parts.${part}.${partField(code)}`
  if (code.startsWith('title')) return 'title'
  if (code === 'thread_too_long') return 'parts'
  if (code === 'too_many_languages') return 'languages'
  if (code.startsWith('option')) return `options.${facts.option}`
  // The first reply is the only text outside of parts.
  return 'firstReply'
}

function partField(code: ProblemCode): string {
  if (code.startsWith('poll')) return 'poll'
  if (code.startsWith('quote')) return 'quote'
  return /^(media|image|video|captions|alt|too_many)/.test(code) ? 'media' : 'text'
}

/** What of a manifest decides what a content may be. */
export type Rules = Pick<
  Manifest,
  | 'text'
  | 'media'
  | 'poll'
  | 'threadMax'
  | 'firstReply'
  | 'quotes'
  | 'languagesMax'
  | 'options'
  | 'paidPartnership'
>
type Found = Omit<Problem, 'part'>

const error = (code: ProblemCode, facts: Problem['facts'] = {}): Found => ({ code, level: 'error', facts })
const hint = (code: ProblemCode, facts: Problem['facts'] = {}): Found => ({ code, level: 'hint', facts })

/** Everything that the network would refuse, and what a careful person would mend, before anything is sent. */
export function checkDraft(draft: Draft, rules: Rules): Problem[] {
  return [
    ...draft.parts.flatMap((part, index) =>
      checkPart(part, draft, rules).map((found) => ({ ...found, part: index })),
    ),
    ...checkWhole(draft, rules).map((found) => ({ ...found, part: null })),
  ]
}

/**
 * The length of one part as the network counts it: its text and the options that count with it.
 * The composer shows this number beside the limit.
 */
export function countedLength(text: string, draft: Pick<Draft, 'options'>, rules: Rules): number {
  return textLength(text, rules.text) + optionsLength(draft, rules)
}

/** The most that a part's text may count: less beside media or above a poll, where the network says so. */
export function textMax(
  { media, poll }: Pick<Part<MediaFacts>, 'media' | 'poll'>,
  rules: Rules,
): number | null {
  const limits = [
    rules.text.max,
    media.length > 0 ? rules.text.maxWithMedia : undefined,
    media.some(({ kind }) => kind === 'video') ? rules.text.maxWithFilm : undefined,
    poll ? rules.poll?.questionMax : undefined,
  ].filter((limit) => limit !== null && limit !== undefined)
  return limits.length > 0 ? Math.min(...limits) : null
}

/** The most bytes of a first reply: those of a post, where replies have no limit of their own. */
export const replyMaxBytes = ({ text }: Pick<Rules, 'text'>): number | undefined =>
  text.replyMax === undefined ? text.maxBytes : undefined

function optionsLength({ options }: Pick<Draft, 'options'>, { text, options: fields }: Rules): number {
  let length = 0
  for (const field of fields) {
    const value = field.countsAsText ? options[field.name] : undefined
    if (typeof value === 'string') length += textLength(value, { unit: text.unit })
  }
  return length
}

function checkPart(part: Part<MediaFacts>, draft: Draft, rules: Rules): Found[] {
  return [...checkText(part, draft, rules), ...checkMedia(part, rules), ...checkPoll(part, rules)]
}

function checkText(part: Part<MediaFacts>, draft: Draft, rules: Rules): Found[] {
  const { text: rule, quotes } = rules
  const found: Found[] = []
  const length = countedLength(part.text, draft, rules)
  const bytes = byteLength(part.text)
  const bare = part.media.length === 0 && (rule.requiredWithoutMedia === true || (!part.poll && !part.quote))
  const titled = rule.titleSuffices === true && draft.title.trim() !== ''
  // Where a text above a poll has a limit of its own, it is the question.
  const asks = Boolean(part.poll) && rules.poll?.questionMax !== undefined
  if ((asks || (bare && !titled)) && part.text.trim() === '') found.push(error('empty'))
  else if (rule.needed && part.text.trim() === '') found.push(error('text_missing'))
  const max = textMax(part, rules)
  if (max !== null && length > max) found.push(error('text_too_long', { length, max }))
  if (rule.maxBytes !== undefined && bytes > rule.maxBytes)
    found.push(error('text_too_many_bytes', { length: bytes, max: rule.maxBytes }))
  found.push(...checkMarks(hashtagsIn(part.text).length, 'hashtags_too_many', rule.hashtags))
  found.push(...checkMarks(mentionsIn(part.text).length, 'mentions_too_many', rule.mentions))
  found.push(...checkMarks(linksOf(part, rule), 'links_too_many', rule.links))
  if (lettersIn(part.text, rule)) found.push(error('text_letters', { letters: lettersIn(part.text, rule) }))
  if (lettersTwiceIn(part.text, rule))
    found.push(error('text_letter_twice', { letters: lettersTwiceIn(part.text, rule) }))
  if (!linksTo(part.text, rule)) found.push(error('link_missing', { hosts: (rule.linkTo ?? []).join(', ') }))
  if (part.quote && !quotes) found.push(error('quote_not_taken'))
  return found
}

/** Different links: those of the words, and the one that stands beneath words alone. */
function linksOf({ text, media, poll, link }: Part<MediaFacts>, rule: TextRule): number {
  if (!rule.links) return 0
  const beneath = link && media.length === 0 && !poll ? [link.url] : []
  return new Set([...urlsIn(text, rule).map(({ url }) => url), ...beneath]).size
}

function checkMarks(
  count: number,
  code: 'hashtags_too_many' | 'mentions_too_many' | 'links_too_many',
  rule: MarkRule | undefined,
): Found[] {
  if (!rule || count <= rule.max) return []
  return [told(rule.source)(code, { count, max: rule.max })]
}

/** What nobody is sure of blocks nothing. */
const told = ({ confidence }: Source) =>
  confidence === 'primary' || confidence === 'secondary' ? error : hint

/** Those letters of a text that the network does not take, each once; empty where all are taken. */
export const lettersIn = (text: string, { without = '' }: Pick<TextRule, 'without'>): string =>
  [...without].filter((letter) => text.includes(letter)).join(' ')

/** Those letters that stand in a text more often than the network takes them. */
export const lettersTwiceIn = (text: string, { onlyOnce = '' }: Pick<TextRule, 'onlyOnce'>): string =>
  [...onlyOnce].filter((letter) => text.indexOf(letter) !== text.lastIndexOf(letter)).join(' ')

/** Whether a text links to where the network wants it to. */
export function linksTo(text: string, rule: Pick<TextRule, 'linkTo' | 'urls'>): boolean {
  const { linkTo } = rule
  if (!linkTo) return true
  const isWanted = (host: string) => linkTo.some((wanted) => host === wanted || host.endsWith(`.${wanted}`))
  const known = urlsIn(text, rule).some(({ url }) => isWanted(webAddress(url)?.hostname ?? ''))
  return known || hostsWithin(text).some(isWanted)
}

/** Hosts that stand between signs without spaces, as Chinese is written: their letters end where those of ASCII do. */
const hostsWithin = (text: string): string[] =>
  [...text.matchAll(/https?:\/\/([a-z0-9.-]{1,253})(?![a-z0-9.-])(?![^\s/?#]{0,99}@)/gi)].map(
    ([, host = '']) => host.toLowerCase().replace(/\.$/, ''),
  )

function checkMedia(part: Part<MediaFacts>, { media: rule }: Rules): Found[] {
  const images = part.media.filter((m) => m.kind === 'image')
  const videos = part.media.filter((m) => m.kind === 'video')
  const found: Found[] = []
  if (rule.required && part.media.length === 0) found.push(error('media_missing'))
  if ((images.length > 0 && !rule.images) || (videos.length > 0 && !rule.videos))
    found.push(error('media_not_taken'))
  if (!rule.mixed && images.length > 0 && videos.length > 0) found.push(error('media_mixed'))
  if (rule.most !== undefined && part.media.length > rule.most)
    found.push(error('too_many_media', { count: part.media.length, max: rule.most }))
  const alone = rule.images?.alone ?? []
  if (part.media.length > 1 && images.some(({ mime }) => alone.includes(mime)))
    found.push(error('image_not_alone'))
  if (rule.images) {
    if (images.length > rule.images.max)
      found.push(error('too_many_images', { count: images.length, max: rule.images.max }))
    for (const image of images) found.push(...checkShape(image, rule.images), ...checkAlt(image, rule.images))
    found.push(...checkAltsTogether(images, rule.images))
  }
  if (rule.videos) {
    if (videos.length > rule.videos.max)
      found.push(error('too_many_videos', { count: videos.length, max: rule.videos.max }))
    for (const video of videos) found.push(...checkFilm(video, rule.videos))
  }
  return found
}

/** What is converted on its way is no error; nothing is cut, so a film that is too long stays one. */
function checkFilm(video: MediaFacts, rule: VideoRule): Found[] {
  const found: Found[] = []
  const fitting = filmFitting(video, rule)
  if (fitting?.plan === null) {
    if (!rule.mime.includes(video.mime)) found.push(error('video_type', { type: video.mime }))
    if (video.bytes > rule.maxBytes)
      found.push(error('video_too_large', { bytes: video.bytes, max: rule.maxBytes }))
    if (video.film && found.length === 0) found.push(error('video_unfit'))
  }
  if (tooLongBy(video, rule) !== null && rule.maxSeconds !== undefined)
    found.push(
      error('video_too_long', { seconds: Math.round((video.durationMs ?? 0) / 1000), max: rule.maxSeconds }),
    )
  const { minSeconds = 0 } = rule
  if (video.durationMs !== null && video.durationMs < minSeconds * 1000)
    found.push(error('video_too_short', { seconds: Math.floor(video.durationMs / 1000), min: minSeconds }))
  const { width, height } = video
  if (rule.least && width > 0 && (width < rule.least.width || height < rule.least.height))
    found.push(
      error('video_too_small', {
        ...{ width, height },
        ...{ leastWidth: rule.least.width, leastHeight: rule.least.height },
      }),
    )
  if (rule.shape && width > 0 && isOutside(video, rule.shape.taken))
    found.push(told(rule.shape.source)('video_shape', { width, height }))
  return [...found, ...checkCaptions(video, rule)]
}

/** Words that the network does not take are left out, and its people see the film without: better told than found out. */
function checkCaptions({ captions = [] }: MediaFacts, rule: VideoRule): Found[] {
  if (!rule.captions) return []
  const { max, maxBytes } = rule.captions
  const large = captions.filter(({ bytes = 0 }) => bytes > maxBytes)
  const left = captions.length - large.length
  return [
    ...large.map(({ language, bytes = 0 }) => hint('captions_too_large', { language, bytes, max: maxBytes })),
    ...(left > max ? [hint('too_many_captions', { count: left, max })] : []),
  ]
}

/** Pictures are converted and scaled on their way out, never cropped: a shape is an error, type and size are none. */
function checkShape({ width, height }: MediaFacts, rule: ImageRule): Found[] {
  const shape = shapeOf({ width, height }, rule)
  if (shape === 'refused') return [error('image_shape', { width, height })]
  return shape === 'cut' ? [hint('image_cut', { width, height })] : []
}

/** What a picture says to who cannot see it. */
function checkAlt(image: MediaFacts, rule: ImageRule): Found[] {
  if (rule.alt.max === 0) return []
  const length = textLength(image.alt, { unit: 'graphemes' })
  if (length > rule.alt.max) return [error('alt_too_long', { length, max: rule.alt.max })]
  if (image.alt.trim() !== '') return []
  return [rule.alt.required ? error('alt_missing') : hint('alt_missing')]
}

/** As they stand in the one description that a post has: line by line. */
function checkAltsTogether(images: readonly MediaFacts[], { alt: { max, together } }: ImageRule): Found[] {
  if (!together || images.length < 2) return []
  const words = images.flatMap(({ alt }) => (alt.trim() === '' ? [] : [alt.trim()])).join('\n')
  const length = textLength(words, { unit: 'graphemes' })
  return length > max ? [error('alt_too_long', { length, max })] : []
}

function checkPoll(part: Part<MediaFacts>, { poll: rule }: Rules): Found[] {
  const { poll } = part
  if (!poll) return []
  if (!rule) return [error('poll_not_taken')]
  const found: Found[] = []
  const [least, most] = rule.options
  if (poll.options.length < least || poll.options.length > most)
    found.push(error('poll_options', { count: poll.options.length, least, most }))
  for (const option of poll.options) {
    const length = textLength(option, { unit: 'graphemes' })
    if (option.trim() === '') found.push(error('poll_option_empty'))
    if (length > rule.optionMax) found.push(error('poll_option_too_long', { length, max: rule.optionMax }))
  }
  if (poll.minutes < rule.minutes[0] || poll.minutes > rule.minutes[1])
    found.push(
      error('poll_minutes', { minutes: poll.minutes, least: rule.minutes[0], most: rule.minutes[1] }),
    )
  if (part.media.length > 0 && !rule.withMedia) found.push(error('poll_with_media'))
  if (poll.multiple && rule.oneAnswer) found.push(hint('poll_one_answer'))
  return found
}

function checkWhole(draft: Draft, rules: Rules): Found[] {
  const found: Found[] = []
  const { title } = rules.text
  if (title?.required && draft.title.trim() === '') found.push(error('title_missing'))
  const titleLength = textLength(draft.title, { unit: title?.unit ?? 'graphemes' })
  if (title && titleLength > title.max)
    found.push(error('title_too_long', { length: titleLength, max: title.max }))
  const letters = title ? lettersIn(draft.title, rules.text) : ''
  if (letters) found.push(error('title_letters', { letters }))
  if (draft.parts.length > rules.threadMax)
    found.push(error('thread_too_long', { count: draft.parts.length, max: rules.threadMax }))
  if (draft.firstReply && !rules.firstReply) found.push(error('reply_not_taken'))
  const replyMax = rules.text.replyMax ?? rules.text.max
  if (draft.firstReply && replyMax !== null) {
    const length = countedLength(draft.firstReply, draft, rules)
    if (length > replyMax) found.push(error('text_too_long', { length, max: replyMax }))
  }
  const replyBytes = replyMaxBytes(rules)
  if (draft.firstReply && replyBytes !== undefined && byteLength(draft.firstReply) > replyBytes)
    found.push(error('text_too_many_bytes', { length: byteLength(draft.firstReply), max: replyBytes }))
  if (draft.languages.length > rules.languagesMax)
    found.push(hint('too_many_languages', { count: draft.languages.length, max: rules.languagesMax }))
  for (const field of rules.options) {
    const value = draft.options[field.name]
    const wrong = wrongIn(field, value) ?? misfitIn(field, value, draft)
    if (wrong) found.push(error(wrong, { option: field.name }))
    else if (isIdle(field, value, draft)) found.push(hint('option_idle', { option: field.name }))
  }
  for (const name of Object.keys(draft.options))
    if (!rules.options.some((field) => field.name === name))
      found.push(hint('option_unknown', { option: name }))
  const hiding = rules.paidPartnership?.notWith
  const chosen = hiding && draft.options[hiding.option]
  if (draft.paidPartnership && hiding && typeof chosen === 'string' && hiding.values.includes(chosen))
    found.push(error('option_hides_partner', { option: hiding.option }))
  return found
}

/** Left open, or something that the account no longer has: a board that is gone, a playlist. */
function isMissing(
  { required, default: preset, ofAccount, amongAccount, choices = [] }: Field,
  value: Json | undefined,
): boolean {
  if (!value) return required === true && preset === undefined
  return (ofAccount === true || amongAccount === true) && !choices.some((choice) => choice.value === value)
}

function wrongIn(
  field: Field,
  value: Json | undefined,
): 'option_missing' | 'option_wrong' | 'option_odd' | null {
  if (isMissing(field, value)) return 'option_missing'
  // How it is to be written says more than that it is too long.
  if (isOdd(field, value)) return 'option_odd'
  return isWrong(field, value) ? 'option_wrong' : null
}

/** What no form offers: adapters would take it for nothing said, and a post meant for few would be seen by all. */
function isWrong(
  { kind, max, ofAccount, amongAccount, choices = [] }: Field,
  value: Json | undefined,
): boolean {
  if (value === undefined || value === null || value === '') return false
  if (kind === 'switch') return typeof value !== 'boolean'
  if (typeof value !== 'string') return true
  if (max !== undefined && value.length > max) return true
  return kind === 'choice' && !ofAccount && !amongAccount && !choices.some((choice) => choice.value === value)
}

/** Written otherwise than the network takes it. */
function isOdd({ kind, bounds, pattern }: Field, value: Json | undefined): boolean {
  if (typeof value !== 'string' || value.trim() === '') return false
  if (kind === 'number' && !isWithin(value.trim(), bounds)) return true
  return pattern !== undefined && !new RegExp(`^(?:${pattern})$`).test(value.trim())
}

const isBlank = (value: Json | undefined): boolean =>
  !value || (typeof value === 'string' && value.trim() === '')

/** Well written, and it does not go with the rest of the post. */
function misfitIn(field: Field, value: Json | undefined, draft: Draft): ProblemCode | null {
  if (field.neededBy !== undefined && isBlank(value) && !isBlank(draft.options[field.neededBy]))
    return 'option_missing'
  if (isBlank(value)) return null
  if (isBehindFilm(field, value, draft)) return 'option_behind_film'
  if (field.ofPoll && draft.parts.some(({ poll }) => poll && Number(value) > poll.options.length))
    return 'option_behind_poll'
  return field.oneMedia && draft.parts.some(({ media }) => media.length > 1) ? 'option_not_several' : null
}

const filmsIn = ({ parts }: Draft): MediaFacts[] =>
  parts.flatMap(({ media }) => media).filter(({ kind }) => kind === 'video')

/** A second that the film does not have. Of a film whose length nobody knows, nothing is said. */
function isBehindFilm({ ofFilm }: Field, value: Json | undefined, draft: Draft): boolean {
  const [film] = filmsIn(draft)
  if (!ofFilm || typeof value !== 'string' || value.trim() === '' || !film?.durationMs) return false
  return Number(value.trim().replace(',', '.')) * 1000 >= film.durationMs
}

/** Set by somebody, and the post has nothing that it belongs to: better told than found out. */
function isIdle({ onlyWith, default: preset }: Field, value: Json | undefined, draft: Draft): boolean {
  if (!onlyWith || isBlank(value) || value === preset) return false
  const [first] = draft.parts
  const media = draft.parts.flatMap((part) => part.media)
  if (onlyWith === 'words') return Boolean(first && (first.media.length > 0 || first.poll))
  if (onlyWith === 'media') return media.length === 0
  return !media.some(({ kind }) => kind === (onlyWith === 'films' ? 'video' : 'image'))
}
