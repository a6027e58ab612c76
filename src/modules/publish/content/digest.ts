import { createHash } from 'node:crypto'
import type { Draft } from '../../../networks/kit/content.ts'

/** What is sent, as text with sorted names, and its SHA-256: the same content always gives the same digest. */
export function freeze(content: Draft): { json: string; digest: string } {
  const json = JSON.stringify(sorted(wished(content)))
  return { json, digest: createHash('sha256').update(json).digest('hex') }
}

/** What was found in a film may be found anew; it is no part of what somebody wants to say. */
const wished = (content: Draft): Draft => ({
  ...content,
  parts: content.parts.map(({ media, ...part }) => ({
    ...part,
    media: media.map(({ film: _, captions, ...facts }) => ({
      ...facts,
      ...(captions && { captions: captions.map(({ language, digest }) => ({ language, digest })) }),
    })),
  })),
})

function sorted(value: unknown): unknown {
  // PostgreSQL keeps no NUL in a text, and no network shows one.
  if (typeof value === 'string') return value.replaceAll('\0', '')
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([name, inner]) => [name, sorted(inner)]))
}
