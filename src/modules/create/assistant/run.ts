import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { refuseBeyond } from '../../../app/sight.ts'
import { AppError } from '../../../platform/errors.ts'
import {
  answerTokens,
  closeCall,
  costOf,
  type Opened,
  openCall,
  promptTokens,
  setMoreAside,
  usedBy,
} from './account.ts'
import type { Fit, RunBody, RunEvent, RunNote, RunResult } from './contract.ts'
import { assistantError } from './errors.ts'
import { aboutKey } from './key.ts'
import { fitsOf, type Gathered, gather, refuseUnseen } from './material.ts'
import { openaiProvider } from './openai.ts'
import { news, note, tidy, visible } from './plain/tidy.ts'
import { againMessages, messagesFor } from './prompts.ts'
import {
  type Asking,
  type Heard,
  type Message,
  type Patience,
  type Provider,
  patience as usual,
} from './provider.ts'
import { type CallEnd, findAssistant, type StoredAssistant } from './queries.ts'
import { remarksIn, tagsIn } from './read.ts'
import { isUser } from './service.ts'

/** A question that is let in and paid for, and not asked yet. */
export type Run = { actor: Actor; body: RunBody; gathered: Gathered; messages: Message[]; opened: Opened }

export type Listening = { signal: AbortSignal; tell(event: RunEvent): void; patience?: Patience }

/** What does not fit is asked for again so often; then it is told as too long. */
const mostAgain = 2

/** Refuses whatever can be known beforehand; from here on a call is under way and must be performed. */
export async function prepareRun(ctx: Context, actor: Actor, body: RunBody): Promise<Run> {
  refuseUnseen(actor, body.channelIds)
  const settings = await findAssistant(ctx.db, actor.workspaceId)
  refuseUser(actor, settings)
  if (body.tool === 'alt' && !settings.sees) throw assistantError('blind')
  if (settings.users === 'publishers') await refuseBeyond(ctx.db, actor, 'post.publish', body.channelIds)
  const gathered = await gather(ctx, actor, body)
  const messages = messagesFor(gathered.material)
  const tokens = { prompt: promptTokens(messages), answer: answerTokens(body.text) }
  const opened = await openCall(ctx, actor, body.tool, tokens, (now) => refuseUser(actor, now))
  return { actor, body, gathered, messages, opened }
}

function refuseUser(actor: Actor, { enabled, users }: StoredAssistant): void {
  if (!enabled) throw assistantError('off')
  if (!isUser(actor, users)) throw assistantError('not_yours')
}

export function providerOf(
  ctx: Context,
  workspaceId: string,
  { baseUrl, model, sealed, keyId }: Pick<StoredAssistant, 'baseUrl' | 'model' | 'sealed' | 'keyId'>,
): Provider {
  const key =
    sealed !== null && keyId !== null
      ? String(ctx.secrets.open({ sealed, keyId }, aboutKey(workspaceId)))
      : null
  return openaiProvider(ctx.fetch, { baseUrl, model, key })
}

/** What has come of a run so far. */
type Course = {
  asks: number
  prompt: number
  answer: number
  estimated: boolean
  best: Answer | null
}

/** Asks, and asks again what does not fit. Whatever happens, what it cost is put down, and what has come is told. */
export async function performRun(ctx: Context, run: Run, listening: Listening): Promise<RunResult> {
  const { actor, body, opened } = run
  const course: Course = { asks: 0, prompt: 0, answer: 0, estimated: false, best: null }
  const host = URL.parse(opened.settings.baseUrl)?.host ?? ''
  let problem: AppError | null
  try {
    problem = problemOf(await converse(ctx, run, listening, course), host)
  } catch (error) {
    if (!(error instanceof AppError))
      ctx.log.error({ err: error, callId: opened.id }, 'the assistant could not be asked')
    problem = error instanceof AppError ? error : assistantError('cut_off', { host })
  }
  const cost = costOf(opened.settings, course)
  await closeCall(ctx, actor.workspaceId, opened, body.tool, {
    ...{ state: stateOf(course.best, problem), problem: problem?.code ?? null, cost },
    ...{ asks: course.asks, estimated: course.estimated },
    ...{ promptTokens: course.prompt, answerTokens: course.answer },
  })
  const result = resultOf(run, course, cost, problem)
  listening.tell({ kind: 'done', result })
  return result
}

/** What came of one question. `stopped`: how a later one ended, whose words are not taken. */
type Answer = {
  text: string
  fits: Fit[]
  notes: RunNote[]
  end: Heard['end']
  code?: Heard['code']
  stopped?: Heard['end']
  again?: 'ceiling'
}

async function converse(
  ctx: Context,
  run: Run,
  { signal, tell, patience = usual }: Listening,
  course: Course,
): Promise<Answer> {
  const { actor, body, opened } = run
  const provider = providerOf(ctx, actor.workspaceId, opened.settings)
  const mostTokens = answerTokens(body.text)
  let messages = run.messages
  for (let round = 0; ; round++) {
    course.asks++
    const heard = await askOnce(
      provider,
      { messages, mostTokens, signal, patience, hear: telling(tell) },
      course,
    )
    const answer = readAnswer(run, heard)
    course.best = better(course.best, answer)
    const isOver = answer.fits.every(({ fits }) => fits) || round === mostAgain || heard.end !== 'whole'
    if (isOver) return course.best
    messages = [...run.messages, ...againMessages(answer.text, ...tightest(answer.fits))]
    const tokens = { prompt: promptTokens(messages), answer: mostTokens }
    if (!(await setMoreAside(ctx, actor.workspaceId, opened, tokens))) {
      course.best = { ...course.best, again: 'ceiling' }
      return course.best
    }
    tell({ kind: 'again', fits: answer.fits })
  }
}

/** A question that may have arrived counts, also when nothing came back. */
async function askOnce(provider: Provider, asking: Asking, course: Course): Promise<Heard> {
  const add = ({ prompt, answer, estimated }: ReturnType<typeof usedBy>): void => {
    course.prompt += prompt
    course.answer += answer
    course.estimated ||= estimated
  }
  try {
    const heard = await provider.ask(asking)
    add(usedBy(asking.messages, heard))
    return heard
  } catch (error) {
    if (error instanceof AppError && mayHaveCost.has(error.code))
      add(usedBy(asking.messages, { text: '', end: 'cut', usage: null }))
    throw error
  }
}

const mayHaveCost: ReadonlySet<string> = new Set(['assistant.slow', 'assistant.cancelled'])

/** Tells what came since the last time. */
function telling(tell: Listening['tell']): (text: string) => void {
  let shown = ''
  return (text) => {
    const now = visible(text)
    if (now.length <= shown.length || !now.startsWith(shown)) return
    tell({ kind: 'piece', text: now.slice(shown.length) })
    shown = now
  }
}

/** The limit that is passed by most. */
function tightest(fits: readonly Fit[]): [length: number, max: number] {
  const beyond = fits.filter((one) => !one.fits).sort((a, b) => b.length / b.max - a.length / a.max)[0]
  return [beyond?.length ?? 0, beyond?.max ?? 1]
}

const beyond = ({ fits }: Answer): number => Math.max(0, ...fits.map(({ length, max }) => length - max))

/** What fits, else what is the least too long; whole words rather than half ones. */
function better(one: Answer | null, other: Answer): Answer {
  if (!one || one.text === '') return other
  if (other.text === '' || other.end !== 'whole') return { ...one, stopped: other.end, code: other.code }
  return beyond(other) <= beyond(one) ? other : one
}

const isWords = ({ tool }: RunBody): boolean => tool !== 'hashtags' && tool !== 'tone'

function readAnswer({ body, gathered }: Run, { text: raw, end, code }: Heard): Answer {
  const given = givenOf(gathered)
  const { text, notes } = tidy(raw, given)
  if (!isWords(body))
    return { text, fits: [], notes: notes.filter(({ code: one }) => one !== 'markup_removed'), end, code }
  return { text, fits: text === '' ? [] : fitsOf(gathered.measures, text), notes, end, code }
}

/** What a person wrote or said themselves: links and names in it are no news in an answer. What strangers wrote elsewhere is. */
const givenOf = ({ material: { body } }: Gathered): string => `${body.text}\n${body.wish}`

function problemOf({ text, end, stopped = end, code }: Answer, host: string): AppError | null {
  if (stopped === 'cancelled') return assistantError('cancelled', { host })
  if (stopped === 'cut') return assistantError(code ?? 'cut_off', { host })
  return text === '' ? assistantError('empty', { host }) : null
}

function stateOf(best: Answer | null, problem: AppError | null): CallEnd['state'] {
  if (problem === null) return 'done'
  if (problem.code === 'assistant.cancelled') return 'cancelled'
  return best === null || best.text === '' ? 'failed' : 'cut'
}

const endNotes: Partial<Record<Heard['end'], RunNote['code']>> = {
  ...{
    length: 'cut_length',
    filtered: 'filtered',
    cut: 'cut_off',
    cancelled: 'cut_off',
    endless: 'cut_endless',
  },
}

function resultOf(
  { body, gathered, opened }: Run,
  { best, ...sum }: Course,
  cost: number,
  problem: AppError | null,
): RunResult {
  const answer: Answer = best ?? { text: '', fits: [], notes: [], end: 'cut' }
  const { tags, remarks, text, isReadable } = partsOf(body, answer.text)
  const ended = answer.text === '' ? undefined : endNotes[answer.end]
  const proposed = remarks.map(({ instead }) => instead).join('\n')
  return {
    callId: opened.id,
    tool: body.tool,
    model: opened.settings.model,
    text,
    tags,
    remarks,
    fits: answer.fits,
    notes: [
      ...withNews(answer.notes, news(proposed, givenOf(gathered))),
      ...(ended ? [note(ended)] : []),
      ...(answer.fits.some(({ fits }) => !fits) ? [note('too_long')] : []),
      ...(answer.again ? [note(answer.again)] : []),
      ...(isReadable ? [] : [note('unreadable')]),
    ],
    asks: sum.asks,
    ...{ promptTokens: sum.prompt, answerTokens: sum.answer, estimated: sum.estimated },
    ...{ cost, currency: opened.settings.currency },
    problem: problem && { code: problem.code, detail: problem.message, facts: plainFacts(problem.facts) },
  }
}

/** What was found in JSON as it was sent, and in what it says: `https:\\/\\/` is a link only there. */
const withNews = (notes: readonly RunNote[], more: readonly RunNote[]): RunNote[] => [
  ...notes,
  ...more.filter(({ code, word }) => !notes.some((one) => one.code === code && one.word === word)),
]

function partsOf(body: RunBody, text: string) {
  const none = { tags: [], remarks: [], text, isReadable: true }
  if (text === '' || isWords(body)) return none
  if (body.tool === 'hashtags') {
    const tags = tagsIn(text, body.text, body.most)
    return { ...none, tags, text: tags.join(' '), isReadable: tags.length > 0 }
  }
  const remarks = remarksIn(text, body.text)
  return remarks ? { ...none, remarks, text: '' } : { ...none, isReadable: false }
}

const plainFacts = (facts: Record<string, unknown>): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(facts).filter(
      (fact): fact is [string, string | number] => typeof fact[1] === 'string' || typeof fact[1] === 'number',
    ),
  )
