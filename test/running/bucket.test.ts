import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import {
  bucketPlace,
  type Place,
  spotFor,
  takeBackup,
  takeChecked,
} from '../../src/modules/running/backup/index.ts'
import { examine } from '../../src/modules/running/doctor/index.ts'
import { world } from '../world.ts'
import { carillon } from './commands.ts'
import { allRows, backUp, folder, password, putBack, quick, writeKeys } from './copies.ts'
import { type FakeS3, startFakeS3 } from './s3/fake.ts'
import { askBucket, chunks, opened, whole } from './s3/questions.ts'

let s3: FakeS3
beforeAll(async () => {
  s3 = await startFakeS3({ pageOf: 2 })
})
afterAll(() => s3.stop())
beforeEach(() => s3.reset())

describe('a bucket', () => {
  askBucket(() => s3.settings)

  test('what fails for a moment is asked again, and what fails for good is given up and told', async () => {
    const bucket = opened(s3.settings, [0, 0], 1000)
    let left = 2
    s3.treat((asked) => (asked.includes('partNumber=2') && left-- > 0 ? 'drop' : null))
    expect(await bucket.put('again', chunks(2500))).toBe(2500)
    expect((await whole(bucket.read('again'))).length).toBe(2500)
    s3.treat((asked) => (asked.includes('partNumber=2') ? { status: 503, code: 'SlowDown' } : null))
    await expect(bucket.put('never', chunks(2500))).rejects.toThrow(/answered 503 \(SlowDown\)/)
    expect(s3.objects.has('never')).toBe(false)
    expect(s3.open()).toBe(0)
  })

  test('a completion whose answer was lost has happened, and one that says 200 and an error has not', async () => {
    const bucket = opened(s3.settings, [0], 1000)
    let lost = false
    s3.treat((asked) => {
      if (!/^POST .*uploadId/.test(asked)) return null
      if (lost) return { status: 404, code: 'NoSuchUpload' }
      lost = true
      s3.objects.set('lost', Buffer.alloc(2500))
      return 'drop'
    })
    expect(await bucket.put('lost', chunks(2500))).toBe(2500)
    s3.treat((asked) => (/^POST .*uploadId/.test(asked) ? { status: 200, code: 'InternalError' } : null))
    await expect(bucket.put('failed', chunks(2500))).rejects.toThrow(/InternalError/)
  })

  test('what was replaced while it was read, and what ends early, is no whole', async () => {
    const bucket = opened(s3.settings, [], 1000)
    await bucket.put('changing', chunks(2500))
    const read = async () => {
      for await (const _ of bucket.read('changing')) s3.objects.set('changing', Buffer.alloc(2500, 9))
    }
    await expect(read()).rejects.toThrow(/was replaced while it was read/)
    s3.treat((asked) => (asked.startsWith('GET') ? 'short' : null))
    await expect(whole(bucket.read('changing'))).rejects.toThrow(/gave 999 bytes .* where it had said 1000/)
  })

  test('nobody is followed, and no word of the server is repeated', async () => {
    s3.treat(() => ({ status: 301, code: 'PermanentRedirect' }))
    await expect(opened(s3.settings).list('')).rejects.toThrow(/sends us on to another address/)
    s3.treat(() => ({ status: 403, code: `${s3.settings.secretKey}` }))
    await expect(opened(s3.settings).list('')).rejects.toThrow(/refuses us \(403\)/)
    await expect(opened({ ...s3.settings, region: 'elsewhere' }).list('')).rejects.toThrow(
      /AuthorizationHeaderMalformed/,
    )
  })
})

const env = () => ({
  CARILLON_BACKUP_S3_ENDPOINT: s3.settings.endpoint,
  CARILLON_BACKUP_S3_BUCKET: s3.settings.bucket,
  CARILLON_BACKUP_S3_KEY_ID: s3.settings.keyId,
  CARILLON_BACKUP_S3_SECRET_KEY: s3.settings.secretKey,
  CARILLON_BACKUP_S3_PREFIX: '/riga/',
})

describe('backups in it', () => {
  const old = ['carillon-2020-01-01-000000Z.tar.age', 'carillon-2020-01-02-000000Z.tar.age']
  const name = 'carillon-2030-01-01-000000Z.tar.age'
  const keep = { days: 2, weeks: 0, months: 0 }
  /** Pieces small enough that a backup of the tests has many. */
  const place = (): Place => bucketPlace(opened(s3.settings, [], 10_000), 'bells', 'riga/')

  async function house() {
    const w = await world({ alone: true, at: 'real' })
    await writeKeys(w.ctx.config.home)
    const { config, database, storage } = w.ctx
    return { w, source: { home: config.home, database, storage } }
  }

  test('one is written in pieces, read again, and old ones go; it is restored from there', async () => {
    const { w, source } = await house()
    for (const one of [...old, 'letter.txt', 'by-hand.tar.age']) s3.objects.set(`riga/${one}`, Buffer.of(1))
    s3.objects.set(old[0] ?? '', Buffer.of(1))
    const taken = await takeChecked(source, { place: place(), name }, password, keep, () => {}, quick)
    expect(taken).toMatchObject({ file: `s3://bells/riga/${name}`, removed: [old[0]] })
    expect(s3.asked.filter((line) => line.includes('partNumber')).length).toBeGreaterThan(2)
    expect([...s3.objects.keys()].sort()).toEqual(
      [old[0], ...['by-hand.tar.age', name, old[1], 'letter.txt'].map((one) => `riga/${one}`)].sort(),
    )
    expect(s3.objects.get(`riga/${name}`)?.length).toBe(taken.bytes)
    const { url } = await putBack(place().at(name))
    expect((await allRows(url)).get('workspaces')).toEqual(
      (await allRows(w.ctx.database.url)).get('workspaces'),
    )
  })

  test('keys that may not delete make backups all the same; what stays is told', async () => {
    const { source } = await house()
    for (const one of old) s3.objects.set(`riga/${one}`, Buffer.of(1))
    s3.treat((asked) => (asked.startsWith('DELETE') ? { status: 403, code: 'AccessDenied' } : null))
    const said: string[] = []
    const say = (words: string) => void said.push(words)
    const taken = await takeChecked(source, { place: place(), name }, password, keep, say, quick)
    const stayed = [{ name: old[0], why: expect.stringMatching(/refuses us \(AccessDenied\)/) }]
    expect(taken).toMatchObject({ removed: [], stayed })
    expect(said.at(-1)).toMatch(/^The backup was made and is whole\. Old ones .* \(1\): .* Clear them/)
    expect([...s3.objects.keys()].sort()).toEqual([old[0], old[1], name].map((one) => `riga/${one}`))
  })

  test('nothing is written over, and what does not read as it was written does not stay', async () => {
    const { source } = await house()
    for (const one of [name, ...old]) s3.objects.set(`riga/${one}`, Buffer.of(1))
    await expect(takeBackup(source, place().at(name), password, () => {}, quick)).rejects.toThrow(
      /There is a backup s3:\/\/bells\/riga\/carillon-2030/,
    )
    s3.objects.delete(`riga/${name}`)
    const flip = (words: string) => {
      const bytes = s3.objects.get(`riga/${name}`)
      if (words.startsWith('Reading'))
        bytes?.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1)
    }
    await expect(takeChecked(source, { place: place(), name }, password, keep, flip, quick)).rejects.toThrow(
      /is damaged/,
    )
    expect([...s3.objects.keys()].sort()).toEqual(old.map((one) => `riga/${one}`))
  })

  test('a server that fails in the middle and a stop leave nothing, not even pieces', async () => {
    const { source } = await house()
    s3.treat((asked) => (asked.includes('partNumber=3') ? { status: 507, code: 'Full' } : null))
    await expect(takeBackup(source, place().at(name), password, () => {}, quick)).rejects.toThrow(
      /answered 507 \(Full\)/,
    )
    const stop = new AbortController()
    s3.treat((asked) => {
      if (asked.includes('partNumber=3')) stop.abort(new Error('Asked to stop'))
      return null
    })
    const stopped = takeBackup(source, place().at(name), password, () => {}, {
      ...quick,
      signal: stop.signal,
    })
    await expect(stopped).rejects.toThrow('Asked to stop')
    expect([s3.objects.size, s3.open()]).toEqual([0, 0])
  })

  test('a connection that breaks while it is restored costs a piece; a server that is gone is no damage', async () => {
    const { w } = await house()
    const { path } = await backUp(w)
    const { readFile } = await import('node:fs/promises')
    s3.objects.set(`riga/${name}`, await readFile(path))
    let left = 3
    s3.treat((asked) => (asked.startsWith('GET') && left-- > 0 ? 'drop' : null))
    const patient = bucketPlace(opened(s3.settings, [0, 0, 0], 10_000), 'bells', 'riga/')
    const { done } = await putBack(patient.at(name))
    expect(done).toMatchObject({ file: `s3://bells/riga/${name}` })
    let pieces = 0
    s3.treat((asked) => (asked.startsWith('GET') && ++pieces > 4 ? 'drop' : null))
    await expect(putBack(patient.at(name))).rejects.toThrow(/cannot be reached/)
  }, 60_000)

  test('the commands list what is there and find the newest', async () => {
    for (const one of old) s3.objects.set(`riga/${one}`, Buffer.of(1))
    const { out } = await carillon(['backup', 'list'], { CARILLON_HOME: await folder(), ...env() })
    expect(JSON.parse(out)).toEqual({
      place: 's3://bells/riga/',
      backups: [
        { name: old[0], bytes: 1, at: '2020-01-01T00:00:00.000Z' },
        { name: old[1], bytes: 1, at: '2020-01-02T00:00:00.000Z' },
      ],
    })
    const config = readConfig({ CARILLON_HOME: '/x', ...env() })
    expect((await spotFor(config, 's3:newest')).address).toBe(`s3://bells/riga/${old[1]}`)
    expect((await spotFor(config, `s3:${name}`)).address).toBe(`s3://bells/riga/${name}`)
    s3.objects.clear()
    await expect(spotFor(config, 's3:newest')).rejects.toThrow(/There is no backup in s3:\/\/bells\/riga\//)
    await expect(spotFor(readConfig({ CARILLON_HOME: '/x' }), 's3:newest')).rejects.toThrow(
      /No bucket is set/,
    )
  })

  test('the doctor writes, reads and removes there, and says what is in the way', async () => {
    const words = async (own: Record<string, string> = {}) => {
      const config = readConfig({ CARILLON_HOME: await folder(), ...env(), ...own })
      const now = new Date('2030-01-02T00:00:00Z')
      const patient = { config, migrations: [], fetch, now, timeFrom: null, open: async () => null }
      const { findings } = await examine(patient)
      return findings
        .filter(({ check }) => check === 'backup')
        .map(({ level, words }) => `${level}: ${words}`)
    }
    s3.objects.set(`riga/${name}`, Buffer.of(1))
    expect(await words()).toEqual(['ok: The newest backup in s3://bells/riga/ is 24 hours old'])
    expect([...s3.objects.keys()]).toEqual([`riga/${name}`])
    s3.treat((asked) => (asked.startsWith('DELETE') ? { status: 403, code: 'AccessDenied' } : null))
    expect((await words())[0]).toMatch(/^look: .* 24 hours old\. Old ones have to be cleared .*AccessDenied/)
    s3.treat(() => null)
    expect((await words({ CARILLON_BACKUP_S3_SECRET_KEY: 'another' }))[0]).toMatch(/^wrong: .* refuses us/)
    expect((await words({ CARILLON_BACKUP_S3_BUCKET: 'nowhere' }))[0]).toMatch(/^wrong: There is no bucket/)
    s3.treat((asked) => (asked.startsWith('PUT') ? { status: 403, code: 'AccessDenied' } : null))
    expect((await words())[0]).toMatch(/^wrong: .*AccessDenied.*may they read, write/)
    s3.treat(() => null)
    s3.objects.clear()
    expect((await words())[0]).toMatch(/^wrong: There is no backup in s3:\/\/bells\/riga\/. Run/)
    expect((await words({ CARILLON_BACKUP_S3_ENDPOINT: '' }))[0]).toMatch(
      /^wrong: CARILLON_BACKUP_S3_BUCKET is bells, so/,
    )
  })
})
