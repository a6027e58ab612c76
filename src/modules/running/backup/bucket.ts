import type { Config } from '../../../app/config.ts'
import { sendArchive } from '../../../platform/archive/index.ts'
import { type Bucket, type BucketSettings, hostOf, openBucket } from '../../../platform/bucket/index.ts'
import { createOutbound } from '../../../platform/http/index.ts'
import { backupError } from './errors.ts'
import { ending, timeOf } from './files.ts'
import type { Place } from './place.ts'

/** What the settings say of the bucket for backups; null when none is named. */
export function bucketSettings(config: Config): BucketSettings | null {
  const { backupS3Bucket: bucket, backupS3Endpoint: endpoint } = config
  const { backupS3KeyId: keyId, backupS3SecretKey: secretKey } = config
  if (!bucket) return null
  if (!endpoint || !keyId || !secretKey) throw backupError('half_a_bucket', { bucket })
  return {
    bucket,
    endpoint,
    keyId,
    secretKey,
    region: config.backupS3Region,
    pathStyle: config.backupS3PathStyle,
  }
}

/** The bucket, reached by the guarded way out, which is let through to this one server even when its address is private. */
export function openBackupBucket(config: Config): Bucket | null {
  const settings = bucketSettings(config)
  return settings && openBucket({ settings, fetch: createOutbound({ allowedHosts: [hostOf(settings)] }) })
}

export function bucketPlace(bucket: Bucket, name: string, prefix: string): Place {
  const address = `s3://${name}/${prefix}`
  return {
    words: address,
    at: (file) => ({
      address: `${address}${file}`,
      async write(password, fill, options = {}) {
        if ((await bucket.size(prefix + file)) !== null)
          throw backupError('there_already', { address: `${address}${file}` })
        let bytes = 0
        const sink = async (source: AsyncIterable<Uint8Array>) => {
          bytes = await bucket.put(prefix + file, source, options.signal)
        }
        await sendArchive(sink, password, fill, options)
        return bytes
      },
      source: {
        path: `${address}${file}`,
        open: (signal) => bucket.read(prefix + file, signal),
      },
      remove: () => bucket.remove(prefix + file),
    }),
    async list() {
      const found = await bucket.list(prefix)
      return found
        .map(({ key, bytes, at }) => ({ name: key.slice(prefix.length), bytes, at }))
        .filter(({ name }) => name.endsWith(ending))
        .map((file) => ({ ...file, at: timeOf(file.name) ?? file.at }))
    },
  }
}
