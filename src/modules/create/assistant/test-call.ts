import type { Actor } from '../../../app/actor.ts'
import type { Context } from '../../../app/context.ts'
import { AppError } from '../../../platform/errors.ts'
import { closeCall, costOf, openCall, promptTokens, usedBy } from './account.ts'
import type { TestResult } from './contract.ts'
import { assistantError } from './errors.ts'
import { type Heard, type Message, type Patience, patience as usual } from './provider.ts'
import { providerOf } from './run.ts'

const messages: Message[] = [{ role: 'user', content: 'Answer with the one word: yes' }]
/** Models that think aloud need room before their first word. */
const mostTokens = 500

/** Asks the model that is saved for one word, also while the assistant is off, and says how that went. */
export async function testAssistant(
  ctx: Context,
  actor: Actor,
  patience: Patience = { ...usual, totalMs: 60_000, headersMs: 55_000 },
): Promise<TestResult> {
  const { workspaceId } = actor
  const tokens = { prompt: promptTokens(messages), answer: mostTokens }
  const opened = await openCall(ctx, actor, 'test', tokens, ({ baseUrl, model }) => {
    if (baseUrl === '' || model === '') throw assistantError('not_there', { host: '', model })
  })
  const provider = providerOf(ctx, workspaceId, opened.settings)
  const began = performance.now()
  let heard: Heard = { text: '', end: 'whole', usage: { prompt: 0, answer: 0 } }
  let problem: AppError | null = null
  try {
    const signal = AbortSignal.timeout(patience.totalMs)
    heard = await provider.ask({ messages, mostTokens, signal, patience, hear: () => {} })
    if (heard.end === 'cut' || heard.end === 'cancelled')
      problem = assistantError(heard.code ?? 'slow', { host: provider.host })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    problem = error.code === 'assistant.cancelled' ? assistantError('slow', { host: provider.host }) : error
  } finally {
    const used = usedBy(messages, heard)
    await closeCall(ctx, workspaceId, opened, 'test', {
      ...{ state: problem ? 'failed' : 'done', problem: problem?.code ?? null, asks: 1 },
      ...{ promptTokens: used.prompt, answerTokens: used.answer, estimated: used.estimated },
      cost: costOf(opened.settings, used),
    })
  }
  const used = usedBy(messages, heard)
  return {
    ok: problem === null,
    code: problem?.code ?? null,
    detail: problem?.message ?? '',
    facts: Object.fromEntries(
      Object.entries(problem?.facts ?? {}).filter(
        (fact): fact is [string, string | number] =>
          typeof fact[1] === 'string' || typeof fact[1] === 'number',
      ),
    ),
    ms: Math.round(performance.now() - began),
    cost: costOf(opened.settings, used),
    currency: opened.settings.currency,
    estimated: used.estimated,
  }
}
