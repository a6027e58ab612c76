import { addressOf } from './address.ts'
import { download } from './download.ts'
import { type Send, senderOf } from './send.ts'
import type { BucketOptions, BucketSettings } from './settings.ts'
import { sizeOf, upload } from './upload.ts'
import { insideOf, textOf } from './xml.ts'

export type { BucketSettings } from './settings.ts'

export type Range = { start: number; end: number }

export type Found = { key: string; bytes: number; at: Date }

/** Things under keys on a server that speaks S3. */
export type Bucket = {
  /** Every thing whose key begins so, and has no slash after that; `deep`, those too. */
  list(prefix: string, how?: { deep?: boolean }): Promise<Found[]>
  /** Answers how many bytes came. */
  put(key: string, source: AsyncIterable<Uint8Array>, signal?: AbortSignal): Promise<number>
  /** Whole, or from one byte to another, both counted. */
  read(key: string, signal?: AbortSignal, range?: Range): AsyncIterable<Uint8Array>
  size(key: string): Promise<number | null>
  remove(key: string): Promise<void>
}

/** 10,000 of them are 335 GB. */
const pieceBytes = 32 << 20
const waitsMs = [500, 2_000, 8_000]
/** Of a thousand names each: a server that never comes to an end must not keep us. */
const pagesAtMost = 1_000

export function openBucket(
  options: Pick<BucketOptions, 'settings' | 'fetch'> & Partial<BucketOptions>,
): Bucket {
  const all = { pieceBytes, waitsMs, ...options }
  const send = senderOf(all)
  return {
    list: (prefix, how) => list(send, prefix, how?.deep === true),
    put: (key, source, signal) => upload(send, all, key, source, signal),
    read: (key, signal, range) => download(send, all, key, signal, range),
    size: (key) => sizeOf(send, key),
    remove: async (key) => void (await send({ method: 'DELETE', key, takes: [404] })),
  }
}

/** `host:port` at which it is spoken to. */
export function hostOf(settings: Pick<BucketSettings, 'endpoint' | 'bucket' | 'pathStyle'>): string {
  const { hostname, port, protocol } = new URL(addressOf(settings))
  return `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`
}

async function list(send: Send, prefix: string, deep: boolean): Promise<Found[]> {
  const found: Found[] = []
  const query = { 'list-type': '2', prefix, ...(!deep && { delimiter: '/' }), 'encoding-type': 'url' }
  let more: string | null = ''
  for (let page = 0; more !== null && page < pagesAtMost; page++) {
    const answer = await send({
      method: 'GET',
      query: { ...query, ...(more && { 'continuation-token': more }) },
    })
    const xml = await answer.text()
    for (const one of insideOf(xml, 'Contents')) found.push(foundIn(one))
    more = textOf(xml, 'IsTruncated') === 'true' ? textOf(xml, 'NextContinuationToken') : null
  }
  return found
}

const foundIn = (xml: string): Found => ({
  key: decodeURIComponent((textOf(xml, 'Key') ?? '').replaceAll('+', ' ')),
  bytes: Number(textOf(xml, 'Size')),
  at: new Date(textOf(xml, 'LastModified') ?? ''),
})
