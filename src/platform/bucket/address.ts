import type { BucketSettings } from './settings.ts'

/** As the signature has it: everything but letters, digits and `-._~`. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

/** Where a thing in the bucket is asked for; by the path, or by a name of its own below the server's. */
export function addressOf(
  { endpoint, bucket, pathStyle }: Pick<BucketSettings, 'endpoint' | 'bucket' | 'pathStyle'>,
  key = '',
  query: Record<string, string> = {},
): string {
  const url = new URL(endpoint)
  if (!pathStyle) url.hostname = `${bucket}.${url.hostname}`
  const base = url.pathname.replace(/\/+$/, '')
  const path = [base, ...(pathStyle ? [encoded(bucket)] : []), key.split('/').map(encoded).join('/')].join(
    '/',
  )
  const asked = Object.entries(query)
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .join('&')
  return `${url.origin}${path}${asked && '?'}${asked}`
}
