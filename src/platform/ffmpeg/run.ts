import { spawn } from 'node:child_process'
import { tmpdir } from 'node:os'
import { createInterface } from 'node:readline'

/** Where programs are, and nothing else of our own surroundings, which hold secrets. */
export const onlyPath = () => ({ PATH: process.env.PATH ?? '/usr/local/bin:/usr/bin:/bin' })

export type Run = {
  tool: string
  args: readonly string[]
  timeoutMs: number
  /** 0 as everybody, 19 for what has time. */
  nice: number
  /** No file that it writes grows larger. */
  mostBytes?: number
  signal?: AbortSignal | undefined
  onLine?: (line: string) => void
}

export type Ran = { ended: 'exit' | 'timeout' | 'stopped'; code: number | null; out: string; err: string }

/**
 * Between us and the program stands a shell that bounds its memory and files and watches our end of a pipe: when this
 * process is killed, the pipe ends and the program with it, so that no film is converted for nobody. What has time runs only
 * when nobody else wants processor or disk, where the system can say so: a low priority alone is still a turn in the line.
 */
const watched = `
ulimit -v 8388608 2>/dev/null; ulimit -f "$1" 2>/dev/null; nice=$2; shift 2
if [ "$nice" -ge 19 ]; then
  ionice -c 3 true 2>/dev/null && set -- ionice -c 3 "$@"
  chrt -i 0 true 2>/dev/null && set -- chrt -i 0 "$@"
fi
exec 3<&0
nice -n "$nice" "$@" </dev/null 3<&- &
child=$!
{ cat <&3; kill -9 $child; } >/dev/null 2>&1 &
watch=$!
exec 3<&-
wait $child; code=$?
kill $watch 2>/dev/null
exit $code`

/** Files are counted in blocks of this. */
const block = 512
const mostOut = 1 << 20
const mostErr = 8000

/** Runs a program on a file of ours, bounded in time, memory and disk. Never throws for what the program makes of it. */
export function runTool({
  tool,
  args,
  timeoutMs,
  nice,
  mostBytes = 1 << 30,
  signal,
  onLine,
}: Run): Promise<Ran> {
  return new Promise((done) => {
    const blocks = String(Math.ceil(mostBytes / block) + 16)
    const child = spawn('sh', ['-c', watched, 'film', blocks, String(nice), tool, ...args], {
      cwd: tmpdir(),
      // Nothing of our own settings, which hold secrets, and nothing that turns on a feature of the program.
      env: { ...onlyPath(), LC_ALL: 'C' },
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    let ended: Ran['ended'] = 'exit'
    let [out, err] = ['', '']
    const end = (why: Ran['ended']) => {
      if (ended === 'exit') ended = why
      child.stdin.destroy()
    }
    const timer = setTimeout(() => end('timeout'), timeoutMs)
    const onAbort = () => end('stopped')
    signal?.addEventListener('abort', onAbort, { once: true })
    if (signal?.aborted) onAbort()
    child.stdin.on('error', () => {})
    if (onLine) createInterface({ input: child.stdout }).on('line', onLine)
    else
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        out += text
        if (out.length > mostOut) end('timeout')
      })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err = (err + text).slice(-mostErr)
    })
    const settle = (code: number | null) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
      child.stdin.destroy()
      done({ ended, code, out, err })
    }
    child.on('error', (error) => {
      err = error.message
      settle(null)
    })
    child.on('close', (code) => settle(code))
  })
}
