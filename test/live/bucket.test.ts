import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BucketSettings } from '../../src/platform/bucket/index.ts'
import { bucketStorage } from '../../src/platform/storage/bucket.ts'
import { askBucket, opened, whole } from '../running/s3/questions.ts'
import { isInstalled, startSwift } from './swift.ts'

describe.skipIf(!isInstalled())('Swift, which speaks S3 and checks signatures', () => {
  let server: { settings: BucketSettings; stop(): Promise<void> }
  beforeAll(async () => {
    server = await startSwift()
  }, 60_000)
  afterAll(() => server?.stop())

  askBucket(() => server.settings)

  test('what was read halfway and then replaced is no whole', async () => {
    const bucket = opened(server.settings, [], 5 << 20)
    async function* same(byte: number) {
      for (let n = 0; n < 6; n++) yield Buffer.alloc(1 << 20, byte)
    }
    await bucket.put('changing', same(1))
    const read = async () => {
      for await (const _ of bucket.read('changing')) await bucket.put('changing', same(2))
    }
    await expect(read()).rejects.toThrow(/was replaced while it was read/)
    expect((await whole(bucket.read('changing')))[0]).toBe(2)
  })

  test('pictures and films lie there: whole, in ranges, listed, and cleared with all below', async () => {
    const storage = bucketStorage(opened(server.settings), 'house/media/')
    for (const key of ['w1/abc/kept', 'w1/upload-1/0', 'w1/upload-1/1', 'w11/abc/kept'])
      await storage.write(key, Buffer.from('0123456789'))
    let text = ''
    for await (const piece of storage.stream('w1/abc/kept', { start: 3, end: 5 })) text += piece
    expect(text).toBe('345')
    expect(String(await storage.read('w1/abc/kept'))).toBe('0123456789')
    expect(await storage.size('w1/abc/kept')).toBe(10)
    await storage.clear('w1/upload-1')
    expect(await storage.list()).toEqual(['w1/abc/kept', 'w11/abc/kept'])
    await storage.remove('w1/abc/kept')
    expect(await storage.hold('w1/abc/kept')).toBeNull()
  })
})
