import { createHash } from 'node:crypto'
import { jsonToLex, lexicons } from '@atproto/api'
import type { Json } from '../../../src/networks/kit/content.ts'

export type Body = { [name: string]: Json }

/** What a server of the AT Protocol answers when it will not. */
export class Refused extends Error {
  readonly status: number
  readonly error: string
  constructor(status: number, error: string, message: string) {
    super(message)
    this.status = status
    this.error = error
  }
}

/** Refuses what does not follow the lexicons, which count graphemes and bytes too. */
export function checkRequest(verb: string, query: URLSearchParams, body: Body, type: string): void {
  const rules = lexicons.getDefOrThrow(verb, ['query', 'procedure'])
  valid(() => lexicons.assertValidXrpcParams(verb, paramsIn(query, rules.parameters?.properties ?? {})))
  if (rules.type !== 'procedure' || rules.input?.encoding !== 'application/json') return
  if (!type.startsWith('application/json')) throw new Refused(400, 'InvalidRequest', 'Wrong request encoding')
  valid(() => lexicons.assertValidXrpcInput(verb, jsonToLex(body)))
}

export const checkRecord = (collection: string, value: Body): void =>
  valid(() => lexicons.assertValidRecord(collection, jsonToLex(value)))

/** A fake that answers what the network cannot is a fault of the test, not of the adapter. */
export const checkAnswer = (verb: string, answer: Json): unknown =>
  lexicons.assertValidXrpcOutput(verb, jsonToLex(answer))

function paramsIn(query: URLSearchParams, rules: Record<string, { type: string }>) {
  const params: Record<string, unknown> = {}
  for (const [name, { type }] of Object.entries(rules)) {
    const values = query.getAll(name)
    const [first] = values
    if (first === undefined) continue
    if (type === 'array') params[name] = values
    else params[name] = type === 'integer' ? Number(first) : type === 'boolean' ? first === 'true' : first
  }
  return params
}

function valid(check: () => unknown): void {
  try {
    check()
  } catch (fault) {
    throw new Refused(400, 'InvalidRequest', fault instanceof Error ? fault.message : 'Invalid')
  }
}

/** The content ids of everything that a record refers to. */
export function blobsIn(value: Json): string[] {
  if (value === null || typeof value !== 'object') return []
  if (!Array.isArray(value) && value.$type === 'blob') return [(value.ref as { $link: string }).$link]
  return Object.values(value).flatMap(blobsIn)
}

/** A content id as the protocol writes it; of JSON instead of CBOR, which nobody here reads. */
export function cidOf(bytes: Buffer, kind: 'record' | 'blob'): string {
  const head = Buffer.from([1, kind === 'record' ? 0x71 : 0x55, 0x12, 0x20])
  return `b${base32(Buffer.concat([head, createHash('sha256').update(bytes).digest()]))}`
}

/** A DID that looks like those of the public directory. */
export const didOf = (name: string): string =>
  `did:plc:${base32(createHash('sha256').update(name).digest()).slice(0, 24)}`

function base32(bytes: Buffer): string {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'
  let bits = ''
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0')
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('')
}
