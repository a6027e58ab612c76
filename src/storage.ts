import { join } from 'node:path'
import type { Config } from './app/config.ts'
import { hostOf, openBucket } from './platform/bucket/index.ts'
import { AppError } from './platform/errors.ts'
import { homeParts } from './platform/folder.ts'
import { createOutbound } from './platform/http/index.ts'
import { bucketStorage } from './platform/storage/bucket.ts'
import { folderStorage, type Storage } from './platform/storage/index.ts'

/** Where pictures and films lie: in a bucket when one is named, else in a folder below the home. */
export function storageOf(config: Config): Storage {
  const { mediaS3Bucket: bucket, mediaS3Endpoint: endpoint } = config
  const { mediaS3KeyId: keyId, mediaS3SecretKey: secretKey } = config
  if (!bucket) return folderStorage(join(config.home, homeParts.media))
  if (!endpoint || !keyId || !secretKey)
    throw new AppError(
      'invalid',
      'config.half_a_bucket',
      `CARILLON_MEDIA_S3_BUCKET names ${bucket}: its endpoint and both keys are needed as well.`,
    )
  const region = config.mediaS3Region
  const settings = { bucket, endpoint, keyId, secretKey, region, pathStyle: config.mediaS3PathStyle }
  // The guarded way out is let through to this one server even when its address is private.
  const fetch = createOutbound({ allowedHosts: [hostOf(settings)] })
  return bucketStorage(openBucket({ settings, fetch }), config.mediaS3Prefix)
}
