import { Worker } from 'node:worker_threads'
import { most, type UploadQuery } from './contract.ts'
import type { Row } from './csv.ts'
import { importError } from './errors.ts'
import { readTable, type Table } from './table.ts'

/** A workbook of 20 MB takes some seconds; one that takes longer was made to. */
const mostMs = 30_000
/** Of one reader. What is beyond ends the reader and not the program. */
const memory = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64 }
/** Text of this size cannot hold anybody up; a workbook of it can unpack to a thousand times as much. */
const smallBytes = 128 << 10
/** In one process; who comes later waits, and after a while is asked to come again. */
const mostReaders = 2
const mostWaiting = 8

/** What the reader says, piece by piece, so that taking it over holds nobody up either. */
export type Said =
  | { rows: Row[] }
  | { table: Omit<Table, 'rows'> }
  | { refused: { name: string; facts: Record<string, unknown> } }
  | { broken: string }

let reading = 0
const waiting: (() => void)[] = []

/** A table, read in a thread of its own with bounds of time and memory, while this one goes on with its work. */
export async function readAside(bytes: Uint8Array, told: UploadQuery = {}, within = mostMs): Promise<Table> {
  if (bytes.length > most.bytes) throw importError('too_large', { most: most.bytes >> 20 })
  if (bytes.length <= smallBytes && bytes[0] !== 0x50) return readTable(bytes, told)
  await takePlace()
  try {
    return await readIn(newReader(bytes, told), within)
  } finally {
    reading -= 1
    waiting.shift()?.()
  }
}

async function takePlace(): Promise<void> {
  if (reading >= mostReaders) {
    if (waiting.length >= mostWaiting) throw importError('many_at_once')
    await new Promise<void>((resolve) => waiting.push(resolve))
  }
  reading += 1
}

const newReader = (bytes: Uint8Array, told: UploadQuery): Worker =>
  new Worker(new URL('./reader.ts', import.meta.url), {
    workerData: { bytes, told },
    resourceLimits: memory,
    execArgv: [],
    // It needs no secret of this process, and speaks to nobody.
    env: {},
    stdin: false,
  })

function readIn(reader: Worker, within: number): Promise<Table> {
  const rows: Row[] = []
  return new Promise<Table>((resolve, reject) => {
    const clock = setTimeout(() => reject(importError('too_slow', { most: within / 1000 })), within)
    reader.on('message', (said: Said) => {
      if ('rows' in said) {
        rows.push(...said.rows)
        setImmediate(() => reader.postMessage('on'))
      } else if ('table' in said) resolve({ ...said.table, rows })
      else if ('refused' in said)
        reject(importError(said.refused.name as Parameters<typeof importError>[0], said.refused.facts))
      else reject(new Error(said.broken))
    })
    reader.on('error', (error) => reject(isTooHeavy(error) ? importError('too_heavy') : error))
    reader.on('exit', () => {
      clearTimeout(clock)
      reject(new Error('The reader of tables ended without an answer'))
    })
  }).finally(() => reader.terminate())
}

const isTooHeavy = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
