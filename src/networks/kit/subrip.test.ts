import { expect, test } from 'vitest'
import { srtOf } from './subrip.ts'

test('WebVTT becomes SubRip: cues alone, numbered, with hours and a comma', () => {
  const vtt = [
    'WEBVTT - the bells',
    'NOTE made by hand\n--> is no time',
    'STYLE\n::cue { color: red }',
    '00:01.000 --> 00:02.500\nสวัสดี',
    'second\n01:00:03.000 --> 01:00:04.000 align:start\n- Yes?\n- No.',
    '00:05.000 --> 00:06.000',
  ].join('\r\n\r\n')
  expect(srtOf(vtt)).toBe(
    '1\n00:00:01,000 --> 00:00:02,500\nสวัสดี\n\n2\n01:00:03,000 --> 01:00:04,000\n- Yes?\n- No.\n',
  )
  expect(srtOf('')).toBe('')
})
