import { expect, test } from 'vitest'
import type { Part } from '../kit/content.ts'
import { inMemory } from '../kit/in-memory.ts'
import type { Uploads } from './blob.ts'
import { embedOf } from './embed.ts'

type Sent = { encoding: string; text: string }

/** A server of one's own, which takes blobs and says what it was given. */
function uploadsTo(sent: Sent[]): Uploads {
  const uploadBlob = async (bytes: Uint8Array, { encoding }: { encoding: string }) => {
    sent.push({ encoding, text: Buffer.from(bytes).toString() })
    return { data: { blob: { ref: sent.length } } }
  }
  return {
    agent: { com: { atproto: { repo: { uploadBlob } } } },
    account: { server: 'https://pds.example' },
    signal: AbortSignal.timeout(1000),
  } as unknown as Uploads
}

const film = (spoken?: Part['media'][number]['spoken']): Part => ({
  ...{ text: 'Look', poll: null, link: null, quote: null },
  media: [
    {
      ...{ id: 'a', kind: 'video', mime: 'video/mp4', bytes: 3, width: 16, height: 9, durationMs: 1000 },
      ...{ alt: 'A bell', digest: 'd', ...inMemory(Buffer.from('mp4')), ...(spoken && { spoken }) },
    },
  ],
})

test('captions go up beside the film, each with its language', async () => {
  const sent: Sent[] = []
  const spoken = [
    { language: 'en', vtt: 'WEBVTT\n\n00:00.000 --> 00:01.000\nHello' },
    { language: 'lv', vtt: 'WEBVTT\n\n00:00.000 --> 00:01.000\nSveiki' },
  ]
  expect(await embedOf(uploadsTo(sent), film(spoken))).toMatchObject({
    $type: 'app.bsky.embed.video',
    video: { ref: 1 },
    captions: [
      { lang: 'en', file: { ref: 2 } },
      { lang: 'lv', file: { ref: 3 } },
    ],
  })
  expect(sent.map(({ encoding }) => encoding)).toEqual(['video/mp4', 'text/vtt', 'text/vtt'])
  expect(sent[2]?.text).toContain('Sveiki')
})

test('a film without captions names none', async () => {
  expect(await embedOf(uploadsTo([]), film())).not.toHaveProperty('captions')
})
