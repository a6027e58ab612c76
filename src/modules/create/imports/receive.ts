import { buffer } from 'node:stream/consumers'
import type { FastifyRequest } from 'fastify'
import { most } from './contract.ts'

/** How a feature says that no file came, or one of more megabytes than `most`. */
export type Refusals = { missing(): Error; tooLarge(most: number): Error }

/** The one file of a request, whole: never more of it in memory than a table may have. */
export async function receiveTable(
  request: FastifyRequest,
  { missing, tooLarge }: Refusals,
): Promise<{ bytes: Buffer; fileName: string }> {
  const file = await request.file({ limits: { fileSize: most.bytes + 1 } })
  if (!file) throw missing()
  const bytes = await buffer(file.file)
  if (file.file.truncated || bytes.length > most.bytes) throw tooLarge(most.bytes >> 20)
  return { bytes, fileName: file.filename }
}
