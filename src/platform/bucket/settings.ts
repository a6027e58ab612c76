export type BucketSettings = {
  /** Of the server: https://s3.example.com. */
  endpoint: string
  bucket: string
  region: string
  keyId: string
  secretKey: string
  /** https://server/bucket, and not https://bucket.server. */
  pathStyle: boolean
}

export type BucketOptions = {
  settings: BucketSettings
  fetch: typeof globalThis.fetch
  /** How much is sent, asked for and held at once. */
  pieceBytes: number
  /** Before each time that something is asked again. */
  waitsMs: readonly number[]
}
