import { createWriteStream } from 'node:fs'
import type { Clock } from '../clock.ts'
import type { Body } from './body.ts'
import { OutboundError } from './error.ts'
import type { HopEnd } from './exchange.ts'
import { cleanBody, cleanHeaders, cleanUrl } from './redact.ts'

type Asked = { url: URL; method: string; headers: ReadonlyMap<string, string>; body: Body | null }

/** Writes exchanges down, one JSON object on each line. */
export type Recorder = { watch(asked: Asked): (end: HopEnd) => void; close(): Promise<void> }

/** Opens a recording that later runs append to. The file is for its owner alone: secrets are removed, people's words are not. */
export function openRecorder(path: string, clock: Clock): Recorder {
  const file = createWriteStream(path, { flags: 'a', mode: 0o600 })
  // A full disk ends the recording, not the program.
  file.on('error', () => {})
  return {
    watch(asked) {
      const at = clock.now()
      const began = performance.now()
      return (end) => {
        const line = { at, ms: Math.round(performance.now() - began), ...lineOf(asked, end) }
        file.write(`${JSON.stringify(line)}\n`)
      }
    },
    close: () => new Promise((done) => file.end(done)),
  }
}

function lineOf(asked: Asked, end: HopEnd) {
  const type = String(end.headers['content-type'] ?? '')
  return {
    request: {
      method: asked.method,
      url: cleanUrl(asked.url),
      headers: cleanHeaders(asked.headers),
      body: sentBody(asked),
    },
    response:
      end.status === null
        ? null
        : {
            status: end.status,
            headers: cleanHeaders(new Map(Object.entries(end.headers).map(([k, v]) => [k, String(v ?? '')]))),
            body: end.body && cleanBody(end.body, type),
          },
    error:
      end.error instanceof OutboundError
        ? { code: end.error.code, mayHaveLeft: end.error.mayHaveLeft }
        : null,
  }
}

function sentBody({ body, headers }: Asked): unknown {
  if (!body) return null
  if (body.kind === 'told') return { bytes: body.length }
  const bytes = typeof body.bytes === 'string' ? Buffer.from(body.bytes) : Buffer.from(body.bytes)
  return cleanBody(bytes, headers.get('content-type') ?? '')
}
