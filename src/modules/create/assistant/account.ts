/** What calls cost: set aside before one is made, and put right when it is over. */
import type { Actor } from '../../../app/actor.ts'
import type { Context, Tx } from '../../../app/context.ts'
import type { Tool } from './contract.ts'
import { assistantError } from './errors.ts'
import type { Heard, Message } from './provider.ts'
import {
  type CallEnd,
  countOf,
  endCall,
  endStale,
  findMonth,
  insertCall,
  lockAssistant,
  type StoredAssistant,
  setAside,
} from './queries.ts'

/** Questions of one person within a minute, and at the same time. */
export const mostPerMinute = 20
export const mostAtOnce = 3
/** No call lasts as long as this: its process is gone. */
const staleMs = 20 * 60_000

type Prices = Pick<StoredAssistant, 'priceIn' | 'priceOut'>
export type Tokens = { prompt: number; answer: number }

/** In millionths of the currency, and never less than it is. */
export const costOf = ({ priceIn, priceOut }: Prices, { prompt, answer }: Tokens): number =>
  Math.ceil((prompt * priceIn) / 1_000_000) + Math.ceil((answer * priceOut) / 1_000_000)

const bytes = new TextEncoder()
/** Models count otherwise each; a token is seldom shorter than three bytes. */
export const tokensIn = (text: string): number => Math.ceil(bytes.encode(text).length / 3)
/** What models take for a picture of the size that we send. */
const tokensOfPicture = 1_500

export const promptTokens = (messages: readonly Message[]): number =>
  messages.reduce((sum, { content }) => {
    if (typeof content === 'string') return sum + tokensIn(content) + 4
    return content.reduce(
      (all, one) => all + (one.type === 'text' ? tokensIn(one.text) : tokensOfPicture),
      sum + 4,
    )
  }, 0)

/** Room for an answer as long as the text in a language that needs more, and for models that think aloud. */
export const answerTokens = (text: string): number => Math.min(8_000, 2_000 + tokensIn(text) * 2)

/** What a question and its answer took: as the server says, else as far as we can tell. */
export function usedBy(
  messages: readonly Message[],
  { text, usage }: Heard,
): Tokens & { estimated: boolean } {
  if (usage) return { ...usage, estimated: false }
  return { prompt: promptTokens(messages), answer: tokensIn(text), estimated: true }
}

export type Opened = { id: string; settings: StoredAssistant; aside: number }

/** Lets one call in, within what a person may ask and a month may cost, and sets aside the most that it may cost. */
export async function openCall(
  ctx: Context,
  actor: Actor,
  tool: Tool | 'test',
  tokens: Tokens,
  check: (settings: StoredAssistant) => void,
): Promise<Opened> {
  const { workspaceId } = actor
  return ctx.db.transaction().execute(async (tx) => {
    const settings = await lockAssistant(tx, workspaceId)
    check(settings)
    const now = ctx.clock.now()
    await endStale(tx, workspaceId, new Date(now.getTime() - staleMs), now)
    await refuseHaste(tx, actor, now)
    const { model, currency } = settings
    const aside = costOf(settings, tokens)
    await refuseBeyondCeiling(tx, ctx, workspaceId, settings, aside)
    const id = await insertCall(tx, workspaceId, actor, { tool, model, cost: aside, currency, at: now })
    return { id, settings, aside }
  })
}

async function refuseHaste(tx: Tx, actor: Actor, now: Date): Promise<void> {
  const minute = 60_000
  const { asked, first, running } = await countOf(
    tx,
    actor.workspaceId,
    actor,
    new Date(now.getTime() - minute),
  )
  if (running >= mostAtOnce) throw assistantError('busy', { most: mostAtOnce })
  if (asked < mostPerMinute) return
  const wait = Math.ceil(((first?.getTime() ?? 0) + minute - now.getTime()) / 1000)
  throw assistantError('too_often', { most: mostPerMinute, retryAfter: Math.max(1, wait) })
}

async function refuseBeyondCeiling(
  tx: Tx,
  ctx: Context,
  workspaceId: string,
  { ceiling, currency }: StoredAssistant,
  more: number,
): Promise<void> {
  if (ceiling === null) return
  const { cost } = await findMonth(tx, workspaceId, currency, ctx.clock.now())
  if (cost + more <= ceiling) return
  throw assistantError('used_up', {
    ceiling: inUnits(ceiling),
    spent: inUnits(cost),
    currency,
  })
}

const inUnits = (micros: number): number => Math.round(micros / 10_000) / 100

/** Sets more aside for one more question of the same call; false when the month has no more. */
export async function setMoreAside(
  ctx: Context,
  workspaceId: string,
  opened: Opened,
  more: Tokens,
): Promise<boolean> {
  const cost = costOf(opened.settings, more)
  try {
    await ctx.db.transaction().execute(async (tx) => {
      const { ceiling } = await lockAssistant(tx, workspaceId)
      await refuseBeyondCeiling(tx, ctx, workspaceId, { ...opened.settings, ceiling }, cost)
      await setAside(tx, workspaceId, opened.id, opened.aside + cost)
    })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'assistant.used_up') return false
    throw error
  }
  opened.aside += cost
  return true
}

/** Puts down how a call ended. The log says so too; neither says what was written. */
export async function closeCall(
  ctx: Context,
  workspaceId: string,
  { id, settings }: Opened,
  tool: Tool | 'test',
  end: CallEnd,
): Promise<void> {
  await endCall(ctx.db, workspaceId, id, end, ctx.clock.now())
  await ctx.db.transaction().execute((tx) => ctx.events.emit(tx, { workspaceId, topic: 'assistant', id }))
  const { model, currency } = settings
  ctx.log.info({ workspaceId, callId: id, tool, model, currency, ...end }, 'the assistant was asked')
}
