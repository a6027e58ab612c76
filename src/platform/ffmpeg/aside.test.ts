import { expect, test } from 'vitest'
import { openAside } from './index.ts'

const run = { tool: 'sh', timeoutMs: 20_000, nice: 0 }

test('a program runs beside us: what it says and how it ended is told', async () => {
  const aside = openAside()
  const lines: string[] = []
  const one = aside.run({ ...run, args: ['-c', 'echo a; echo b'], onLine: (line) => lines.push(line) })
  const other = aside.run({ ...run, args: ['-c', 'echo c; echo d >&2; exit 3'] })
  expect(await one).toMatchObject({ ended: 'exit', code: 0 })
  expect(lines).toEqual(['a', 'b'])
  expect(await other).toMatchObject({ code: 3, out: 'c\n', err: 'd\n' })
  aside.end()
})

test('a stop ends it, and so does the end of whoever runs it: nobody waits for ever', async () => {
  const aside = openAside()
  const stop = new AbortController()
  const stopped = aside.run({ ...run, args: ['-c', 'exec sleep 15'], signal: stop.signal })
  stop.abort()
  expect(await stopped).toMatchObject({ ended: 'stopped' })
  const { promise: begun, resolve: begin } = Promise.withResolvers<number>()
  const words = ['-c', 'echo $$; exec sleep 15']
  const going = aside.run({ ...run, args: words, onLine: (pid) => begin(Number(pid)) })
  const why = going.catch((error: Error) => error.message)
  const pid = await begun
  aside.end()
  expect(await why).toContain('was ended')
  await expect.poll(() => lives(pid), { timeout: 5000 }).toBe(false)
})

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
