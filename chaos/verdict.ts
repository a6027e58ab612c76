import type { Context } from '../src/app/context.ts'
import type { Guarantee } from '../src/networks/kit/manifest.ts'
import type { FakeServer } from '../test/fake-server.ts'
import { type Mode, modes } from './modes.ts'
import type { Planned } from './plan.ts'

export type Tally = {
  deliveries: number
  published: number
  failed: number
  inDoubt: number
  lost: number
  twice: number
}
export type Verdict = Tally & {
  byMode: Record<Mode, Tally>
  byGuarantee: Record<Guarantee, Tally>
  /** What is wrong, one sentence each; the first few. */
  wrong: string[]
}

const nothing = (): Tally => ({ deliveries: 0, published: 0, failed: 0, inDoubt: 0, lost: 0, twice: 0 })

/** Holds what the database says against what the network has. Only the network is believed. */
export async function judge(
  ctx: Context,
  planned: readonly Planned[],
  servers: readonly FakeServer[],
): Promise<Verdict> {
  const there = new Map<string, number>()
  for (const server of servers)
    for (const { text } of server.posts()) there.set(text, (there.get(text) ?? 0) + 1)
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
    for (const tally of [verdict, verdict.byMode[one.fate.mode], verdict.byGuarantee[one.guarantee]])
      add(tally, found)
    if (found.wrong && verdict.wrong.length < 20)
      verdict.wrong.push(
        `${one.text} (${one.guarantee}, ${one.fate.mode}) is ${state} and stands there ${times} times: ${found.wrong}`,
      )
  }
  return verdict
}

type Ruling = { state: string; lost: boolean; twice: boolean; wrong: string | null }

function ruling({ guarantee, fate }: Planned, state: string, times: number): Ruling {
  const twice = times > 1
  const known = state === 'published' || (guarantee === 'blind' && state === 'in_doubt')
  // What the network refuses is not lost when it is called failed; a killed blind one may also be in doubt.
  const refused =
    fate.mode === 'refuse' && (state === 'failed' || (guarantee === 'blind' && state === 'in_doubt'))
  const lost = !(times > 0 || refused || (guarantee === 'blind' && state === 'in_doubt'))
  const untrue = (state === 'published' && times === 0) || (!known && !refused)
  const wrong = twice ? 'published twice' : lost ? 'lost' : untrue ? 'the state is not true' : null
  return { state, twice, lost: lost || (untrue && !twice), wrong }
}

function add(tally: Tally, { state, lost, twice }: Ruling): void {
  tally.deliveries++
  if (state === 'published') tally.published++
  if (state === 'failed') tally.failed++
  if (state === 'in_doubt') tally.inDoubt++
  if (lost) tally.lost++
  if (twice) tally.twice++
}

async function readStates(ctx: Context): Promise<Map<string, string>> {
  const { rows } = await ctx.database.pool.query<{ text: string; state: string }>(
    "select content -> 'parts' -> 0 ->> 'text' as text, state from deliveries",
  )
  return new Map(rows.map(({ text, state }) => [text, state]))
}
