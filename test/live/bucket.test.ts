import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BucketSettings } from '../../src/platform/bucket/index.ts'
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
})
