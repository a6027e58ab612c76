import type { z } from 'zod'
import { AppError } from '../../platform/errors.ts'
import type { Answered, Asked, Send } from './mcp/call.ts'
import { apiRoot } from './mount.ts'

/** Where the house is, and the key by which whoever asks is known there. */
export type Away = { url: string; key: string }

/** Longer than the slowest answer of a house takes. */
const patienceMs = 120_000
/** As few go through a slow line in a millisecond: a film may be on its way for hours. */
const slowestBytes = 30

/** Asks a house that runs elsewhere, over its API. Where nobody answers, that is the answer. */
export const sendTo =
  ({ url, key }: Away, patience = patienceMs): Send =>
  ({ method, path, body }: Asked) => {
    const has = body !== undefined
    const init = {
      method,
      headers: { authorization: `Bearer ${key}`, ...(has && { 'content-type': 'application/json' }) },
      ...(has && { body: JSON.stringify(body) }),
    }
    return request(url, path, init, patience)
  }

/** The same with a file in a form. */
export const uploadTo = ({ url, key }: Away, path: string, file: Blob, name: string): Promise<Answered> => {
  const form = new FormData()
  form.append('file', file, name)
  const init = { method: 'POST', headers: { authorization: `Bearer ${key}` }, body: form }
  return request(url, path, init, patienceFor(file.size))
}

/** With a file comes the time that it is on its way. */
export const patienceFor = (bytes: number): number => patienceMs + Math.ceil(bytes / slowestBytes)

async function request(url: string, path: string, init: RequestInit, patience: number): Promise<Answered> {
  try {
    const address = new URL(`${apiRoot}${path}`, url)
    const response = await fetch(address, { ...init, signal: AbortSignal.timeout(patience) })
    const text = await response.text()
    const at = new Date(response.headers.get('date') ?? Date.now())
    return { status: response.status, body: text ? JSON.parse(text) : undefined, at }
  } catch (error) {
    if (error instanceof DOMException && error.name === 'TimeoutError')
      return { status: 504, body: { code: 'away.too_slow', detail: tooSlow(url, patience) } }
    // Nobody is there, or something that is no Carillon: a proxy with a page of its own.
    return { status: 503, body: { code: 'away.no_house', detail: noHouse(url) } }
  }
}

const noHouse = (url: string): string =>
  `No Carillon answers at ${url}. Start it, or say where it is with --url.`

const tooSlow = (url: string, patience: number): string =>
  `The Carillon at ${url} has not answered within ${Math.ceil(patience / 1000)} seconds. Nobody knows whether it did what was asked: look before you repeat it.`

type Problem = { code?: string; detail?: string; errors?: { path: string; detail: string }[] }

/** What was refused, in the words of the house: which field is wrong and what to do. */
export function refusal({ status, body }: Answered): AppError {
  const {
    code = `away.status_${status}`,
    detail = `It was answered with ${status}.`,
    errors = [],
  } = (body ?? {}) as Problem
  const fields = errors.map((field) => `${field.path}: ${field.detail}`)
  const kind = status >= 500 ? 'unavailable' : status === 401 ? 'unauthorised' : 'invalid'
  return new AppError(kind, code, [detail, ...fields].join(' '))
}

/** The answer as its contract has it. */
export function readAnswer<S extends z.ZodType>(answered: Answered, schema: S): z.output<S> {
  if (answered.status >= 400) throw refusal(answered)
  return schema.parse(answered.body)
}
