import { describe, expect, test } from 'vitest'
import { tableColumns } from './contract.ts'
import { readTable } from './table.ts'

const when = { now: new Date('2030-01-31T08:00:00Z'), zone: 'Europe/Riga' }
const days = (csv: string) => readTable('days', csv, when)
const posts = (csv: string) => readTable('posts', csv, when)
const codes = ({ faults }: { faults: { line: number; code: string }[] }) =>
  faults.map(({ line, code }) => `${line} ${code}`)

test('a table of days as spreadsheets write it', () => {
  const csv =
    '\ufeffDay;Followers;Following;Posts\r\n2030-01-01;1 200;;17\r\n"2030-01-02";"1,250";31;\r\n;;;\r\n'
  expect(days(csv)).toMatchObject({
    rows: 2,
    faults: [],
    days: [
      { day: '2030-01-01', followers: 1200, posts: 17 },
      { day: '2030-01-02', followers: 1250, following: 31 },
    ],
  })
  expect(days('day\tfollowers\n2030-01-01\t1.200.000\n').days).toEqual([
    { day: '2030-01-01', followers: 1_200_000 },
  ])
})

test('each line that is wrong is told by its number, and then nothing is taken', () => {
  const csv = [
    'day,followers',
    '2030-01-01,12',
    '01.02.2030,12',
    '2030-02-01,12',
    '2030-01-03,many',
    '2030-01-04,-5',
    '2030-01-05,',
    '2030-01-01,13',
    '2030-02-30,13',
    '2030-01-06,99999999999999',
  ].join('\n')
  expect(codes(days(csv))).toEqual([
    '3 bad_day',
    '4 in_the_future',
    '5 not_a_number',
    '6 too_much',
    '7 no_figure',
    '8 twice',
    '9 bad_day',
    '10 too_much',
  ])
})

describe('what is no table', () => {
  test.each([
    ['followers\n12\n', '1 no_columns'],
    ['day,followers\n', '2 no_rows'],
    ['day,followers\n"2030-01-01,12\n', '2 unclosed'],
    [`day,followers\n${'2030-01-01,1\n'.repeat(2001)}`, '2002 many_rows'],
  ])('%#', (csv, fault) => {
    expect(codes(days(csv))).toEqual([fault])
  })
})

test('posts: times of the workspace or with an offset, cells of several lines, what is left out is unknown', () => {
  const csv = [
    'published_at,format,kind,text,url,likes,reposts',
    '2030-01-01T09:30,Image,,"Two\nlines",https://x.example/1,12,0',
    '2030-01-01T09:30+05:00,,reply,Words,,,',
    "2030-01-02,video,post,'=1+1,https://x.example/2,–,3",
    '2030-01-03 25:00,gif,story,,ftp://x,1.5,',
  ].join('\n')
  const read = posts(csv)
  expect(codes(read)).toEqual(['6 bad_time', '6 bad_format', '6 bad_kind', '6 bad_url', '6 not_a_number'])
  const good = posts(csv.split('\n').slice(0, 5).join('\n'))
  expect(good.faults).toEqual([])
  expect(good.posts).toMatchObject([
    {
      ...{
        publishedAt: new Date('2030-01-01T07:30:00Z'),
        format: 'image',
        kind: 'post',
        words: 'Two\nlines',
      },
      ...{ remoteId: 'https://x.example/1', likes: 12, reposts: 0, replies: null },
    },
    {
      publishedAt: new Date('2030-01-01T04:30:00Z'),
      format: 'unknown',
      kind: 'reply',
      answers: 'others',
      url: null,
    },
    { publishedAt: new Date('2030-01-01T22:00:00Z'), words: '=1+1', likes: null, reposts: 3 },
  ])
})

test('the same post twice is told; a line without an address is known again by time and words', () => {
  const csv =
    'published_at,text\n2030-01-01T09:30,Words\n2030-01-01T09:30,Words\n2030-01-01T09:30,Other words\n'
  expect(codes(posts(csv))).toEqual(['3 twice'])
  const [one] = posts('published_at,text\n2030-01-01T09:30,Words\n').posts
  const [again] = posts('text,published_at\nWords,2030-01-01T07:30Z\n').posts
  const [day] = posts('published_at,text\n2030-01-01,Words\n').posts
  expect([one?.timed, again?.timed, day?.timed]).toEqual([true, true, false])
  expect(one?.remoteId).toBe(again?.remoteId)
})

test('templates are read as they stand', () => {
  for (const kind of ['days', 'posts'] as const)
    expect(codes(readTable(kind, `${tableColumns[kind].join(',')}\n`, when))).toEqual(['2 no_rows'])
})

test('whatever bytes come, it ends with words', () => {
  for (let seed = 1; seed < 60; seed++) {
    const signs = ['"', ',', ';', '\n', '\r', '\u0000', 'day', '2030-01-01', '1', '’', '\ufeff', '\t', ' ']
    let state = seed
    const csv = Array.from({ length: 80 }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return signs[state % signs.length]
    }).join('')
    for (const kind of ['days', 'posts'] as const) {
      const { faults, days: read, posts: found } = readTable(kind, `day,followers\n${csv}`, when)
      expect(faults.length + read.length + found.length).toBeGreaterThan(0)
    }
  }
})
