import { randomBytes } from 'node:crypto'
import type { Config } from '../../../app/config.ts'
import type { Bucket } from '../../../platform/bucket/index.ts'
import { newestIn, openBackupBucket, type Place, placeFor } from '../backup/index.ts'
import { whyNoBackup } from '../schedule/index.ts'
import { about, type Finding, lasting } from './findings.ts'

const hour = 3_600_000
const day = 24 * hour
/** By hand, or by a timer of which nothing is known here; and by our own clock, every day. */
const byHand = { look: 2 * day, wrong: 8 * day }
const byClock = { look: day + 2 * hour, wrong: 2 * day + 2 * hour }

/** How old the newest backup is, against the schedule where there is one. What was copied elsewhere since is not known here. */
export async function checkBackups(config: Config, now: Date): Promise<Finding> {
  const says = about('backup')
  const why = await whyNoBackup(config)
  if (why) return says.wrong(why)
  try {
    const kept = await probeBucket(config)
    const newest = await checkNewest(config, placeFor(config), now)
    return kept && newest.level === 'ok' ? says.look(`${newest.words}. ${kept}`) : newest
  } catch (error) {
    return says.wrong(error instanceof Error ? error.message : String(error))
  }
}

/**
 * Whether the bucket takes something and gives it back as it was, which is what a backup and its restore need. Answers why
 * it does not let it be removed; null when it does.
 */
async function probeBucket(config: Config): Promise<string | null> {
  const bucket = openBackupBucket(config)
  if (!bucket) return null
  const key = `${config.backupS3Prefix}carillon-doctor-${randomBytes(8).toString('hex')}`
  const written = randomBytes(64)
  await bucket.put(key, only(written))
  const wrong = await misread(bucket, key, written)
  const stays = await bucket.remove(key).then(
    () => null,
    (error: Error) => `Old ones have to be cleared where they lie: ${error.message}`,
  )
  if (wrong) throw wrong
  return stays
}

async function misread(bucket: Bucket, key: string, written: Buffer): Promise<unknown> {
  try {
    const came: Uint8Array[] = []
    for await (const piece of bucket.read(key)) came.push(piece)
    const same = Buffer.concat(came).equals(written)
    return same ? null : new Error('The bucket gives back something else than was written.')
  } catch (error) {
    return error
  }
}

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

async function checkNewest(config: Config, place: Place, now: Date): Promise<Finding> {
  const says = about('backup')
  const newest = await newestIn(place)
  if (newest === null) return noneIn(place.words, config)
  const age = now.getTime() - newest
  const words = `The newest backup in ${place.words} is ${lasting(age)} old`
  const old = config.backupAt ? byClock : byHand
  const ask = config.backupAt
    ? 'One is due every day: does a worker run, and what does its log say?'
    : 'Does what makes them still run?'
  if (age > old.wrong) return says.wrong(`${words}. ${ask}`)
  return age > old.look ? says.look(`${words}. ${ask}`) : says.ok(words)
}

function noneIn(place: string, { backupAt, backupFolder, backupS3Bucket }: Config): Finding {
  const says = about('backup')
  const words = `There is no backup in ${place}.`
  if (backupAt)
    return says.wrong(
      `${words} The next is due at ${String(backupAt.hour).padStart(2, '0')}:${String(backupAt.minute).padStart(2, '0')} UTC; \`carillon backup\` makes one now.`,
    )
  return backupFolder || backupS3Bucket
    ? says.wrong(`${words} Run \`carillon backup\`, every day.`)
    : says.look(`${words} If they lie elsewhere, say where by CARILLON_BACKUP_FOLDER; if not, make one.`)
}
