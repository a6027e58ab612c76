import { useCallback, useEffect, useRef, useState } from 'react'
import {
  type Fit,
  RunEvent,
  type RunNote,
  type RunResult,
  type Tool,
} from '../../../modules/create/assistant/contract.ts'
import { note, tidy } from '../../../modules/create/assistant/plain/tidy.ts'
import { openStream } from '../../api/client.ts'
import { ApiProblem, unreachable } from '../../api/problem.ts'

/** Words that came, and what a person is told of them before they take them. */
export type Came = Pick<RunResult, 'text' | 'tags' | 'remarks' | 'fits'> & {
  notes: RunNote[]
  model: string
  /** What it cost; null when that is not known here. */
  bill: Pick<RunResult, 'cost' | 'currency' | 'estimated'> | null
}

export type RunState = {
  phase: 'idle' | 'running' | 'done'
  /** What has come so far. */
  text: string
  /** What did not fit and is asked for anew. */
  again: readonly Fit[] | null
  came: Came | null
  problem: unknown
}

/** As the contract has it. */
export type Question = { tool: Tool; text: string; wish?: string } & Record<string, unknown>

const idle: RunState = { phase: 'idle', text: '', again: null, came: null, problem: null }

/** One question to the assistant. Who leaves cancels it; what had come by then is kept. */
export function useRun(model: string) {
  const [state, setState] = useState<RunState>(idle)
  const current = useRef<AbortController | null>(null)
  useEffect(() => () => current.current?.abort(), [])

  const start = useCallback(
    async (body: Question) => {
      current.current?.abort()
      const gone = new AbortController()
      current.current = gone
      let text = ''
      let isOver = false
      const tell = (next: Partial<RunState>) =>
        current.current === gone && setState((now) => ({ ...now, ...next }))
      setState({ ...idle, phase: 'running' })
      try {
        const response = await openStream('/assistant/runs', { body, signal: gone.signal })
        for await (const event of eventsOf(response)) {
          if (event.kind === 'piece') text += event.text
          else if (event.kind === 'again') text = ''
          else isOver = true
          tell(
            event.kind === 'done'
              ? endOf(event.result)
              : event.kind === 'again'
                ? { text, again: event.fits }
                : { text },
          )
        }
        if (!isOver) throw unreachable(null)
      } catch (error) {
        const problem = gone.signal.aborted ? null : error
        if (!isOver) tell({ phase: 'done', came: text === '' ? null : partOf(text, body, model), problem })
      }
    },
    [model],
  )
  const cancel = useCallback(() => current.current?.abort(), [])
  const reset = useCallback(() => {
    current.current?.abort()
    current.current = null
    setState(idle)
  }, [])
  return { ...state, start, cancel, reset }
}

function endOf({ problem, cost, currency, estimated, ...result }: RunResult): Partial<RunState> {
  const { text, tags, remarks, fits, notes, model } = result
  const isNothing = text === '' && tags.length === 0 && remarks.length === 0
  const came = { text, tags, remarks, fits, notes, model, bill: { cost, currency, estimated } }
  return {
    phase: 'done',
    // Nothing to say is an answer as well.
    came: isNothing && problem ? null : came,
    problem: problem && new ApiProblem({ status: 502, ...problem }),
  }
}

/** Half an answer is looked at as a whole one is: links that were in nothing are pointed out. */
function partOf(raw: string, { text: given, wish = '' }: Question, model: string): Came {
  const { text, notes } = tidy(raw, `${given}\n${wish}`)
  const nothing = { tags: [], remarks: [], fits: [], bill: null }
  return { ...nothing, text, model, notes: [...notes, note('cut_off')] }
}

async function* eventsOf(response: Response): AsyncGenerator<RunEvent> {
  const reader = response.body?.getReader()
  if (!reader) return
  const decoder = new TextDecoder()
  let rest = ''
  while (true) {
    const { done, value } = await reader.read()
    if (done) return
    const lines = (rest + decoder.decode(value, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) if (line.startsWith('data:')) yield RunEvent.parse(JSON.parse(line.slice(5)))
  }
}
