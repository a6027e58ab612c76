import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SignatureV4 } from '@smithy/signature-v4'
import type { BucketSettings } from '../../../src/platform/bucket/index.ts'

/** What became of a request that is answered by something else than its due. */
export type Treatment = { status: number; code?: string } | 'drop' | 'short' | null

export type FakeS3 = {
  settings: BucketSettings
  objects: Map<string, Buffer>
  /** Uploads in pieces that were begun and neither completed nor given up. */
  open(): number
  /** Method and path with its query, in the order in which they came. */
  asked: string[]
  /** Is asked before every request, once its signature was found right. */
  treat(how: (asked: string) => Treatment): void
  /** As it was in the beginning. */
  reset(): void
  stop(): Promise<void>
}

type Asked = {
  method: string
  key: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
  body: Buffer
}
type Said = { status: number; body?: string | Buffer; headers?: Record<string, string> }

const keys = { keyId: 'AKIAFAKE', secretKey: 'a secret / with + signs' }
const bucket = 'bells'

/**
 * A server that speaks S3, on loopback, with one bucket in memory. It lets nobody in whose signature is not the one that
 * AWS's own signer makes of the request as it came, and whose body has not the digest that was signed.
 */
export async function startFakeS3(options: { pageOf?: number; region?: string } = {}): Promise<FakeS3> {
  const { pageOf = 1000, region = 'us-east-1' } = options
  const objects = new Map<string, Buffer>()
  const uploads = new Map<string, Map<number, Buffer>>()
  const asked: string[] = []
  let treatment: (asked: string) => Treatment = () => null
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray())
    const line = `${request.method} ${request.url}`
    asked.push(line)
    const wrong = await wrongSignature(request, body, region)
    if (wrong) return tell(response, refusal(403, wrong))
    const treated = treatment(line)
    if (treated === 'drop') return request.socket.destroy()
    const { pathname, searchParams: query } = new URL(request.url ?? '', 'http://fake')
    const [, first = '', ...rest] = pathname.split('/')
    const { method = 'GET', headers } = request
    const ask = { method, key: rest.map(decodeURIComponent).join('/'), query, headers, body }
    if (treated && treated !== 'short') return tell(response, refusal(treated.status, treated.code ?? ''))
    if (first !== bucket) return tell(response, refusal(404, 'NoSuchBucket'))
    const said = ask.key === '' ? list(objects, ask, pageOf) : answer(objects, uploads, ask)
    if (treated === 'short' && said.body) said.body = Buffer.from(said.body).subarray(0, -1)
    tell(response, said, method === 'HEAD')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    settings: { endpoint: `http://127.0.0.1:${port}`, bucket, region, ...keys, pathStyle: true },
    objects,
    open: () => uploads.size,
    asked,
    treat: (how) => {
      treatment = how
    },
    reset: () => {
      for (const one of [objects, uploads]) one.clear()
      asked.length = 0
      treatment = () => null
    },
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** For AWS's signer, which brings none of its own. */
class Sha256 {
  private readonly hash
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret as Buffer)
  }
  update(data: string | Uint8Array): void {
    this.hash.update(data)
  }
  async digest(): Promise<Uint8Array> {
    return this.hash.digest()
  }
  reset(): void {}
}

async function wrongSignature(
  { method = '', url = '', headers }: IncomingMessage,
  body: Buffer,
  region: string,
): Promise<string | null> {
  const [, names = ''] = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '') ?? []
  const signed = Object.fromEntries(names.split(';').map((name) => [name, String(headers[name] ?? '')]))
  if (!signed.host || !signed['x-amz-date']) return 'AccessDenied'
  if (signed['x-amz-content-sha256'] !== createHash('sha256').update(body).digest('hex'))
    return 'XAmzContentSHA256Mismatch'
  const { pathname, searchParams } = new URL(url, `http://${headers.host}`)
  const signer = new SignatureV4({
    credentials: { accessKeyId: keys.keyId, secretAccessKey: keys.secretKey },
    region,
    service: 's3',
    sha256: Sha256,
    uriEscapePath: false,
  })
  const at = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(signed['x-amz-date'])?.slice(1) ?? []
  const signingDate = new Date(`${at.slice(0, 3).join('-')}T${at.slice(3).join(':')}Z`)
  if (Math.abs(Date.now() - signingDate.getTime()) > 900_000) return 'RequestTimeTooSkewed'
  const right = await signer.sign(
    {
      method,
      protocol: 'http:',
      hostname: String(headers.host),
      path: pathname,
      query: Object.fromEntries(searchParams),
      headers: signed,
    },
    { signingDate, signableHeaders: new Set(Object.keys(signed)) },
  )
  const [ours, theirs] = [right.headers.authorization, headers.authorization].map((text) =>
    Buffer.from(String(text)),
  )
  if (ours?.length === theirs?.length && timingSafeEqual(ours ?? Buffer.of(), theirs ?? Buffer.of()))
    return null
  return headers.authorization?.includes(`/${region}/`)
    ? 'SignatureDoesNotMatch'
    : 'AuthorizationHeaderMalformed'
}

function answer(objects: Map<string, Buffer>, uploads: Map<string, Map<number, Buffer>>, ask: Asked): Said {
  const { method, key, query, body } = ask
  const id = query.get('uploadId')
  if (method === 'POST' && query.has('uploads')) {
    const begun = randomUUID()
    uploads.set(begun, new Map())
    return { status: 200, body: `<R><UploadId>${begun}</UploadId></R>` }
  }
  if (id !== null) return ofUpload(objects, uploads, ask, id)
  if (method === 'PUT') objects.set(key, body)
  if (method === 'DELETE') return { status: objects.delete(key) ? 204 : 404 }
  const found = objects.get(key)
  if (!found) return refusal(404, 'NoSuchKey')
  return method === 'PUT' ? { status: 200 } : read(found, ask)
}

function ofUpload(
  objects: Map<string, Buffer>,
  uploads: Map<string, Map<number, Buffer>>,
  { method, key, query, body }: Asked,
  id: string,
): Said {
  const pieces = uploads.get(id)
  if (!pieces) return refusal(404, 'NoSuchUpload')
  if (method === 'PUT') {
    pieces.set(Number(query.get('partNumber')), body)
    return { status: 200, headers: { etag: etagOf(body) } }
  }
  uploads.delete(id)
  if (method === 'DELETE') return { status: 204 }
  const named = [...body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>&#34;(\w+)&#34;</g)]
  const right = named.every(([, n, etag]) => etagOf(pieces.get(Number(n)) ?? Buffer.of()) === `"${etag}"`)
  if (!right || named.length !== pieces.size) return refusal(400, 'InvalidPart')
  objects.set(key, Buffer.concat(named.map(([, n]) => pieces.get(Number(n)) ?? Buffer.of())))
  return { status: 200, body: '<CompleteMultipartUploadResult></CompleteMultipartUploadResult>' }
}

function read(found: Buffer, { headers }: Asked): Said {
  const etag = etagOf(found)
  if (headers['if-match'] && headers['if-match'] !== etag) return refusal(412, 'PreconditionFailed')
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? []
  if (from === undefined) return { status: 200, body: found, headers: { etag } }
  return { status: 206, body: found.subarray(Number(from), Number(to) + 1), headers: { etag } }
}

function list(objects: Map<string, Buffer>, { query }: Asked, pageOf: number): Said {
  const prefix = query.get('prefix') ?? ''
  const shallow = query.get('delimiter') === '/'
  const after = query.get('continuation-token') ?? ''
  const all = [...objects.keys()]
    .filter(
      (key) => key.startsWith(prefix) && (!shallow || !key.slice(prefix.length).includes('/')) && key > after,
    )
    .sort()
  const page = all.slice(0, pageOf)
  const entries = page.map(
    (key) =>
      `<Contents><Key>${encodeURIComponent(key)}</Key><LastModified>2030-01-01T00:00:00.000Z</LastModified><Size>${objects.get(key)?.length}</Size></Contents>`,
  )
  const more = all.length > page.length
  const next = more ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : ''
  const body = `<ListBucketResult><IsTruncated>${more}</IsTruncated>${next}${entries.join('')}</ListBucketResult>`
  return { status: 200, body }
}

const etagOf = (bytes: Buffer): string => `"${createHash('md5').update(bytes).digest('hex')}"`

const refusal = (status: number, code: string): Said => ({
  status,
  body: `<Error><Code>${code}</Code><Message>StringToSign ${keys.secretKey}</Message></Error>`,
})

function tell(response: ServerResponse, { status, body = '', headers = {} }: Said, headOnly = false): void {
  response.writeHead(status, {
    ...headers,
    ...(status !== 204 && { 'content-length': Buffer.byteLength(body) }),
  })
  response.end(headOnly ? undefined : body)
}
