import { setTimeout as sleep } from 'node:timers/promises'
import { stringify } from 'csv-stringify/sync'
import { type Figure, round } from './frame/figure.ts'
import { startBenchProgram } from './frame/program.ts'

export const names = ['import-1000-rows-s'] as const

const count = 1000

type Import = { id: string; version: number; state: string; settings: object; counts: Record<string, number> }

/** A table of a thousand posts: brought, looked through, and made as scheduled posts. */
export async function run(): Promise<Figure[]> {
  const program = await startBenchProgram()
  try {
    await program.makeFeed()
    const { body: list } = await program.ask('GET /channels')
    const channel = (list as unknown as { items: { handle: string }[] }).items[0]?.handle ?? ''
    const begun = performance.now()
    const brought = await bring(program, tableOf(channel))
    const { id, version, settings } = brought
    await program.ask(`PUT /post-imports/${id}/settings`, { ...settings, withTime: 'scheduled', version })
    const checked = await settled(program, id)
    const looked = performance.now()
    await program.ask(`POST /post-imports/${id}/run`, { only: 'all', version: checked.version })
    const done = await settled(program, id)
    const ended = performance.now()
    if (done.counts.made !== count) throw new Error(`Made: ${JSON.stringify(done.counts)}`)
    return [
      {
        name: 'import-1000-rows-s',
        value: round((ended - begun) / 1000),
        unit: 's',
        target: 10,
        better: 'less',
        peer: null,
        how: `A CSV of ${count} rows with a channel and a time each over HTTP: uploaded, looked through (${round((looked - begun) / 1000)} s until then), and made as scheduled posts with their deliveries by the program in a process of its own, durable database.`,
      },
    ]
  } finally {
    await program.remove()
  }
}

function tableOf(channel: string): string {
  const day = 86_400_000
  const rows = Array.from({ length: count }, (_, n) => [
    `Post number ${n}. What we made this week, and why you will like it.`,
    channel,
    new Date(Date.now() + day + n * 60_000).toISOString().slice(0, 16).replace('T', ' '),
    'brand',
  ])
  return stringify([['text', 'channels', 'at', 'category'], ...rows])
}

type Program = Awaited<ReturnType<typeof startBenchProgram>>

async function bring({ url, key }: Program, table: string): Promise<Import> {
  const form = new FormData()
  form.append('file', new Blob([table]), 'plan.csv')
  const headers = { authorization: `Bearer ${key}` }
  const answer = await fetch(`${url}/api/v1/post-imports`, { method: 'POST', headers, body: form })
  if (!answer.ok) throw new Error(await answer.text())
  return (await answer.json()) as Import
}

async function settled(program: Program, id: string): Promise<Import> {
  for (;;) {
    const { body } = await program.ask(`GET /post-imports/${id}`)
    const found = body as unknown as Import
    if (!['checking', 'running'].includes(found.state)) return found
    await sleep(100)
  }
}
