import type { FakeAccount } from './state.ts'

export type Call = {
  method: string
  path: string
  query: URLSearchParams
  headers: Record<string, string | string[] | undefined>
  body: Record<string, unknown>
  file: { bytes: number; mime: string; looksReal: boolean } | null
  account: FakeAccount | null
  scopes: readonly string[]
}

export type Reply = { status: number; body: unknown; headers?: Record<string, string> }

export type Handler = (call: Call, id: string) => Reply

export const ok = (body: unknown): Reply => ({ status: 200, body })
export const no = (status: number, error: string): Reply => ({ status, body: { error } })
export const missing = no(404, 'Record not found')
export const invalid = (words: string) => no(422, `Validation failed: ${words}`)
