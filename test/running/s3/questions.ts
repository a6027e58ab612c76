import { expect, test } from 'vitest'
import { type Bucket, type BucketSettings, hostOf, openBucket } from '../../../src/platform/bucket/index.ts'
import { createOutbound } from '../../../src/platform/http/index.ts'

/** The least that S3 takes as a piece which is not the last. */
const pieceBytes = 5 << 20

export const opened = (settings: BucketSettings, waitsMs: number[] = [], piece = pieceBytes): Bucket =>
  openBucket({
    settings,
    fetch: createOutbound({ allowedHosts: [hostOf(settings)] }),
    waitsMs,
    pieceBytes: piece,
  })

export async function* chunks(bytes: number): AsyncGenerator<Uint8Array> {
  for (let left = bytes, n = 0; left > 0; left -= 999_983, n++) yield Buffer.alloc(Math.min(left, 999_983), n)
}

export async function whole(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of source) pieces.push(piece)
  return Buffer.concat(pieces)
}

const names = async (bucket: Bucket, prefix: string) => (await bucket.list(prefix)).map(({ key }) => key)

/** What every server is asked that speaks S3. */
export function askBucket(settingsOf: () => BucketSettings): void {
  test.each([
    ['nothing', 0],
    ['less than a piece', 1_000],
    ['exactly one piece', pieceBytes],
    ['a piece and a bit', pieceBytes + 1],
    ['many pieces', 2 * pieceBytes + 77_777],
  ])('%s comes back as it was put', async (_, bytes) => {
    const bucket = opened(settingsOf())
    const key = `come back/${bytes}`
    expect(await bucket.put(key, chunks(bytes))).toBe(bytes)
    expect(await bucket.size(key)).toBe(bytes)
    expect((await whole(bucket.read(key))).equals(await whole(chunks(bytes)))).toBe(true)
    await bucket.remove(key)
    expect(await bucket.size(key)).toBeNull()
  })

  test('keys of every kind are listed below their own beginning, and removed', async () => {
    const bucket = opened(settingsOf())
    const odd = ['kinds/a b+c.age', 'kinds/ā ไทย (1)!*.age', 'kinds/a&<b>.age'].sort()
    for (const key of [...odd, 'kinds/deeper/one', 'other']) await bucket.put(key, chunks(10))
    expect((await names(bucket, 'kinds/')).sort()).toEqual(odd)
    for (const key of [...odd, 'kinds/deeper/one', 'other']) await bucket.remove(key)
    await bucket.remove('never was')
    expect(await names(bucket, 'kinds/')).toEqual([])
  })

  test('what breaks on the way leaves nothing', async () => {
    const bucket = opened(settingsOf())
    async function* broken() {
      yield* chunks(pieceBytes + 5)
      throw new Error('The database went away')
    }
    await expect(bucket.put('broken', broken())).rejects.toThrow('The database went away')
    expect(await bucket.size('broken')).toBeNull()
  })

  test('a wrong key and a bucket that is not there are told apart', async () => {
    const settings = settingsOf()
    await expect(opened({ ...settings, secretKey: 'another' }).list('')).rejects.toThrow(
      /refuses us \(SignatureDoesNotMatch\)/,
    )
    await expect(opened({ ...settings, bucket: 'nowhere' }).list('')).rejects.toThrow(
      /There is no bucket nowhere/,
    )
    await expect(whole(opened(settings).read('nothing'))).rejects.toThrow(/There is no nothing in the bucket/)
  })
}
