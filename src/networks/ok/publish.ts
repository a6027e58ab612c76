import { z } from 'zod'
import type { Content, Json, Part } from '../kit/content.ts'
import { NetworkFailure } from '../kit/failure.ts'
import type { Publish, SendCall, SentPart } from '../kit/network.ts'
import { Id } from './call.ts'
import { type Asking, asking } from './client.ts'
import { topicUrl } from './topics.ts'
import { showFilms, Uploaded, uploadAll } from './upload.ts'

/** What `prepare` leaves. An address for uploads holds for a day; how long a token of a picture does is said nowhere. */
const Prepared = z.object({ at: z.coerce.date(), files: z.array(Uploaded) })
const filesHoldMs = 12 * 3_600_000

export const publish: Publish = {
  async prepare({ tools, account, content, signal, ahead }) {
    // OK says that nobody sees a film before it is told to show it; that is not proven, so it waits for its time.
    if (ahead && partOf(content).media.some(({ kind }) => kind === 'video')) return null
    // What no file can mend is told before any goes up.
    attachmentOf(content, [])
    const place = { tools, groupId: account.remoteId, signal }
    const files = await uploadAll(asking(tools, account), content, place)
    return { at: tools.now().toISOString(), files }
  },

  async send(call) {
    const { tools, account, content, done, save, signal } = call
    const [out] = done
    if (out) return { state: 'published', parts: [out] }
    const ask = asking(tools, account)
    const kept = filesLeft(call)
    const fresh = () => uploadAll(ask, content, { tools, groupId: account.remoteId, signal })
    const id = await post(ask, call, kept ?? (await fresh())).catch(async (failure: unknown) => {
      // A token serves once, and one that was kept may have ended: OK made nothing of it.
      const isStale = kept && failure instanceof NetworkFailure && failure.code === 'upload_broke'
      if (!isStale) throw failure
      return post(ask, call, await fresh())
    })
    if (id === '0') throw unapproved()
    const sent = sentPart(account.remoteId, id, content)
    await save(sent)
    return { state: 'published', parts: [sent] }
  },
}

async function post(ask: Asking, call: SendCall, files: readonly Uploaded[]): Promise<string> {
  const { account, content, signal } = call
  await showFilms(ask, files, content, signal)
  const fields = { type: 'GROUP_THEME', gid: account.remoteId, attachment: attachmentOf(content, files) }
  return ask('mediatopic.post', Id, { fields, changes: true, signal })
}

function filesLeft({ tools, prepared }: SendCall): Uploaded[] | null {
  const left = Prepared.safeParse(prepared)
  const isFresh = left.success && tools.now().getTime() - left.data.at.getTime() < filesHoldMs
  return isFresh ? left.data.files : null
}

export function partOf({ parts: [part] }: Content): Part {
  if (!part) throw new Error('A content has a part')
  return part
}

/** What a post says and shows, block by block: the words first, because OK shows no more than some blocks in a list. */
export function attachmentOf(content: Content, files: readonly Uploaded[]): { [key: string]: Json } {
  const part = partOf(content)
  const { options } = content
  const named = (kind: Uploaded['kind']) =>
    part.media.flatMap(({ digest }) => files.find((one) => one.digest === digest && one.kind === kind) ?? [])
  const list = (kind: Uploaded['kind']) => named(kind).map(({ name }) => ({ id: name }))
  const [photos, films] = [list('image'), list('video')]
  const url = linkOf(content)
  return {
    media: [
      ...(part.text.trim() === '' ? [] : [{ type: 'text', text: part.text }]),
      ...(photos.length > 0 ? [{ type: 'photo', list: photos }] : []),
      ...(films.length > 0 ? [{ type: 'movie', list: films }] : []),
      ...(part.poll ? [pollOf(part, content)] : []),
      ...(url === null ? [] : [{ type: 'link', url }]),
    ],
    onBehalfOfGroup: 'true',
    disableComments: String(options.closeComments === true),
  }
}

/** The card of a link stands where nothing else is shown. */
function linkOf(content: Content): string | null {
  const { media, poll, link } = partOf(content)
  const hidden = content.options.linkPreview === false || media.length > 0 || poll !== null
  return hidden ? null : (link?.url ?? null)
}

function pollOf(part: Part, content: Content): Json {
  const { poll } = part
  if (!poll) throw new Error('A part has a poll')
  const options = [
    ...(poll.multiple ? [] : ['SingleChoice']),
    ...(content.options.anonymous === true ? ['AnonymousVoting'] : []),
  ]
  return {
    type: 'poll',
    question: questionOf(part, content),
    answers: poll.options.map((text) => ({ text })),
    options: options.join(','),
  }
}

/** The question that a poll has of its own; else how the words end, which is where people ask. */
function questionOf({ text }: Part, { options }: Content): string {
  const own = typeof options.pollQuestion === 'string' ? options.pollQuestion.trim() : ''
  const last = text.trim().split('\n').at(-1)?.trim() ?? ''
  const question = own || [...last].slice(0, 200).join('')
  if (question !== '') return question
  throw new NetworkFailure(
    'rejected',
    'A poll at OK needs a question. Write it among the options of the post, or as the last line of the words.',
    { code: 'question_missing' },
  )
}

/** Whether a later change touches more than words. */
export const Extra = z.object({ onlyWords: z.boolean() })

export const sentPart = (groupId: string, id: string, content: Content): SentPart => {
  const { media, poll } = partOf(content)
  return {
    remoteId: id,
    url: topicUrl(groupId, id),
    extra: { onlyWords: media.length === 0 && poll === null } satisfies z.infer<typeof Extra>,
  }
}

/** OK answers the number 0 for a post that it did not make (apiok.ru, ui.postMediatopic). */
const unapproved = () =>
  new NetworkFailure(
    'rejected',
    'OK made no post, because it has not approved the app. Write to api-support@ok.ru with the id of the app.',
    { code: 'app_unapproved' },
  )
