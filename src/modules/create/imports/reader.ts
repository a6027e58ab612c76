/** Runs in a thread of its own: reads one table and hands it over piece by piece. */
import { once } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import { AppError } from '../../../platform/errors.ts'
import type { Said } from './aside.ts'
import type { UploadQuery } from './contract.ts'
import type { Row } from './csv.ts'
import { readTable, weightOf } from './table.ts'

/** So much text is taken over in a few milliseconds. */
const most = { rows: 500, text: 500_000 }

const { bytes, told } = workerData as { bytes: Uint8Array; told: UploadQuery }
const say = (said: Said): void => parentPort?.postMessage(said)

function* pieces(rows: readonly Row[]): Generator<Row[]> {
  let [piece, weight]: [Row[], number] = [[], 0]
  for (const row of rows) {
    piece.push(row)
    weight += weightOf(row)
    if (piece.length < most.rows && weight < most.text) continue
    yield piece
    ;[piece, weight] = [[], 0]
  }
  if (piece.length > 0) yield piece
}

try {
  const { rows, ...table } = readTable(bytes, told)
  for (const piece of pieces(rows)) {
    say({ rows: piece })
    if (parentPort) await once(parentPort, 'message')
  }
  say({ table })
} catch (error) {
  if (error instanceof AppError)
    say({ refused: { name: error.code.slice(error.code.indexOf('.') + 1), facts: error.facts } })
  else say({ broken: error instanceof Error ? error.message : String(error) })
}
