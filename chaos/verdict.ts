import type { Context } from '../src/app/context.ts'
import type { Guarantee } from '../src/networks/kit/manifest.ts'
import { type Mode, modes } from './modes.ts'
import type { Planned } from './plan.ts'

export type Tally = {
  deliveries: number
  published: number
  failed: number
  inDoubt: number
  lost: number
  /** Still moving when the time was over. */
  unfinished: number
  twice: number
}
export type Verdict = Tally & {
  byMode: Record<Mode, Tally>
  byGuarantee: Record<Guarantee, Tally>
  /** What is wrong, one sentence each; the first few. */
  wrong: string[]
}

const nothing = (): Tally => ({
  deliveries: 0,
  published: 0,
  failed: 0,
  inDoubt: 0,
  lost: 0,
  twice: 0,
  unfinished: 0,
})

/** Holds what the database says against what the network has. Only the network is believed. */
export async function judge(
  ctx: Context,
  planned: readonly Planned[],
  /** Of every post that stands at the network. */
  texts: readonly string[],
): Promise<Verdict> {
  const there = new Map<string, number>()
  for (const text of texts) there.set(text, (there.get(text) ?? 0) + 1)
  const states = await readStates(ctx)
  const verdict: Verdict = {
    ...nothing(),
    byMode: Object.fromEntries(modes.map((mode) => [mode, nothing()])) as Verdict['byMode'],
    byGuarantee: { idempotent: nothing(), findable: nothing(), blind: nothing() },
    wrong: [],
  }
  for (const one of planned) {
    const state = states.get(one.text) ?? 'gone'
    const times = there.get(one.text) ?? 0
    const found = ruling(one, state, times)
    add(verdict, found)
    add(verdict.byGuarantee[one.guarantee], found)
    if (one.fate) add(verdict.byMode[one.fate.mode], found)
    if (found.wrong && verdict.wrong.length < 20)
      verdict.wrong.push(
        `${one.text} (${one.guarantee}, ${one.fate?.mode ?? 'any trouble'}) is ${state} and stands there ${times} times: ${found.wrong}`,
      )
  }
  return verdict
}

type Ruling = { state: string; lost: boolean; twice: boolean; unfinished: boolean; wrong: string | null }

const moving: readonly string[] = ['scheduled', 'claimed', 'waiting', 'sending', 'sent']

function ruling({ guarantee, fate }: Planned, state: string, times: number): Ruling {
  const twice = times > 1
  const unfinished = moving.includes(state)
  const inDoubt = guarantee === 'blind' && state === 'in_doubt'
  // What the network refuses is not lost when it is called failed.
  const refused = fate?.mode === 'refuse' && state === 'failed' && times === 0
  const known = inDoubt || refused || (state === 'published' && times > 0)
  const lost = !unfinished && !known && times === 0
  const wrong = twice
    ? 'published twice'
    : lost
      ? 'lost'
      : unfinished || known
        ? null
        : 'the state is not true'
  return { state, twice, lost, unfinished, wrong }
}

function add(tally: Tally, { state, lost, twice, unfinished }: Ruling): void {
  tally.deliveries++
  if (state === 'published') tally.published++
  if (state === 'failed') tally.failed++
  if (state === 'in_doubt') tally.inDoubt++
  if (lost) tally.lost++
  if (twice) tally.twice++
  if (unfinished) tally.unfinished++
}

async function readStates(ctx: Context): Promise<Map<string, string>> {
  const { rows } = await ctx.database.pool.query<{ text: string; state: string }>(
    "select content -> 'parts' -> 0 ->> 'text' as text, state from deliveries",
  )
  return new Map(rows.map(({ text, state }) => [text, state]))
}
