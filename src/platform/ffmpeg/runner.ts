/** A process of its own (`aside.ts`): runs what it is asked to until nobody asks any more. */
import type { Answer, Ask } from './aside.ts'
import { runTool } from './run.ts'

const stops = new Map<number, AbortController>()
const answer = (one: Answer): void => {
  if (process.connected) process.send?.(one, () => {})
}

process.on('message', ({ id, run, stop }: Ask) => {
  if (stop) stops.get(id)?.abort()
  if (!run) return
  const end = new AbortController()
  stops.set(id, end)
  const onLine = run.lines ? (line: string) => answer({ id, line }) : undefined
  void runTool({ ...run, signal: end.signal, ...(onLine && { onLine }) }).then((ran) => {
    stops.delete(id)
    answer({ id, ran })
  })
})
// What runs watches our end of a pipe, and ends with us.
process.on('disconnect', () => process.exit())
// Whoever asks decides when it is over.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {})
