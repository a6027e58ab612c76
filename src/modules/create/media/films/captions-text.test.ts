import { expect, test } from 'vitest'
import { readCaptions } from './captions-text.ts'

const read = (text: string | Uint8Array) => readCaptions(typeof text === 'string' ? Buffer.from(text) : text)
const codeOf = (text: string | Uint8Array): string => {
  try {
    read(text)
    return 'taken'
  } catch (error) {
    return (error as { code: string }).code
  }
}

test('SubRip becomes WebVTT, with commas, BOM, marks and line ends of Windows', () => {
  const srt =
    '\uFEFF1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>Good</i> morning,\r\n{\\an8}Riga & all\r\n\r\n2\r\n00:01:00,5 --> 00:01:02,000\r\n1 < 2\r\n'
  expect(read(srt)).toEqual({
    vtt: 'WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nGood morning,\nRiga &amp; all\n\n00:01:00.500 --> 00:01:02.000\n1 &lt; 2\n',
    cues: 2,
    lastMs: 62_000,
  })
})

test('WebVTT with hours, settings, notes and styles keeps its words alone, and stays the same when it is read again', () => {
  const vtt =
    'WEBVTT - a title\n\nSTYLE\n::cue { color: red }\n\nNOTE who speaks\n\nfirst\n01:00.000 --> 01:02.000 line:0 align:start\n<v Anna>สวัสดี &amp; hello\n\n100:00:00.000 --> 100:00:01.000\nlate\n'
  const once = read(vtt)
  expect(once.vtt).toContain('00:01:00.000 --> 00:01:02.000\nสวัสดี &amp; hello')
  expect(once.cues).toBe(2)
  expect(read(once.vtt)).toEqual(once)
})

test('UTF-16 as Windows writes it is read', () => {
  const text = '1\n00:00:01,000 --> 00:00:02,000\nПривет\n'
  expect(read(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])).vtt).toContain(
    'Привет',
  )
})

test.each([
  ['film.captions_empty', ''],
  ['film.captions_empty', 'WEBVTT\n\n'],
  ['film.captions_type', 'Just some words\nand more'],
  ['film.captions_type', '00:00:01 --> later\nHello'],
  ['film.captions_order', '00:00:02,000 --> 00:00:01,000\nHello'],
  ['film.captions_order', '00:00:05,000 --> 00:00:06,000\nA\n\n00:00:01,000 --> 00:00:02,000\nB'],
  ['film.captions_encoding', Buffer.from([0x31, 0x0a, 0xe9, 0xe8])],
  [
    'film.captions_many',
    Array.from({ length: 10_001 }, () => '00:00:01,000 --> 00:00:02,000\nx\n').join('\n'),
  ],
])('%s is said', (code, text) => {
  expect(codeOf(text)).toBe(code)
})

test('no word can end the captions or begin a script', () => {
  const { vtt } = read('00:00:01,000 --> 00:00:02,000\n<script>alert(1)</script> &lt;b&gt; a\n')
  expect(vtt).not.toMatch(/<(script|b)/)
  expect(vtt).toContain('alert(1) &lt;b&gt; a')
})
