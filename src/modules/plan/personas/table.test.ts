import { expect, test } from 'vitest'
import { Fact, mergeFacts, mostShares } from './contract.ts'
import { readAudience } from './table.ts'

const read = (csv: string) => readAudience(csv, '2030-01-01')
const codes = (csv: string) => read(csv).faults.map(({ line, code }) => [line, code])

test('shares become facts, largest part first, whichever way a percentage is written', () => {
  const { facts, rows, faults } = read(
    'dimension,value,share\nage,25-34,31 %\nage,35-44,0.42\ngender,female,58\n',
  )
  expect(faults).toEqual([])
  expect(rows).toBe(3)
  expect(facts).toMatchObject([
    {
      ...{ field: 'age', evidence: 'import', knownOn: '2030-01-01' },
      shares: [
        { value: '35-44', share: 0.42 },
        { value: '25-34', share: 0.31 },
      ],
    },
    { field: 'gender', shares: [{ value: 'female', share: 0.58 }] },
  ])
  for (const fact of facts) expect(Fact.parse(fact)).toEqual(fact)
})

test('counts become shares of their sum', () => {
  const { facts } = read('Dimension;Segment;Users\ncity;Rīga;1 200\ncity;Liepāja;300\n')
  expect(facts).toMatchObject([
    {
      field: 'place',
      shares: [
        { value: 'Rīga', share: 0.8 },
        { value: 'Liepāja', share: 0.2 },
      ],
    },
  ])
})

test('tabs, a byte order mark and Windows line ends are read', () => {
  const { facts } = read('\ufeffdimension\tvalue\tshare\r\nlanguage\tlv\t0,7\r\nlanguage\tru\t0,3\r\n')
  expect(facts[0]?.shares).toEqual([
    { value: 'lv', share: 0.7 },
    { value: 'ru', share: 0.3 },
  ])
})

test('each wrong line is told with its number, and then nothing is taken', () => {
  const csv = [
    'dimension,value,share',
    'age,25-34,31%',
    'shoe size,43,10%',
    '',
    'age,,10%',
    'age,35-44,much',
    'age,25-34,5%',
    'gender,female,120%',
    'age,45-54,80%',
  ].join('\n')
  expect(codes(csv)).toEqual([
    [3, 'unknown_dimension'],
    [5, 'no_value'],
    [6, 'not_a_number'],
    [7, 'twice'],
    [8, 'too_much'],
    [9, 'over_whole'],
  ])
  expect(read(csv).facts).toEqual([])
})

test('a table without the right columns, and what is no table, are told at their line', () => {
  expect(codes('age,25-34,31%')).toEqual([[1, 'no_columns']])
  expect(codes('')).toEqual([[1, 'no_columns']])
  expect(codes('dimension,value,share\nage,"25-34,31%')).toEqual([[2, 'unclosed']])
})

test('of very many parts the small ones are one, and the faults that are told have an end', () => {
  const many = Array.from({ length: 3000 }, (_, i) => `city,Town ${i},${3000 - i}`).join('\n')
  const { facts } = read(`dimension,value,count\n${many}`)
  expect(facts[0]?.shares).toHaveLength(mostShares)
  expect(facts[0]?.shares.at(-1)?.value).toBe('…')
  expect(facts[0]?.shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 1)
  const wrong = Array.from({ length: 3000 }, (_, i) => `nonsense,${i},1`).join('\n')
  expect(read(`dimension,value,count\n${wrong}`).faults).toHaveLength(100)
})

test('a table takes the place of an earlier one; what people wrote stays beside it', () => {
  const typed = Fact.parse({ field: 'age', words: 'Rather young' })
  const old = Fact.parse({ field: 'age', evidence: 'import', shares: [{ value: '18-24', share: 1 }] })
  const place = Fact.parse({ field: 'place', evidence: 'import', shares: [{ value: 'Rīga', share: 1 }] })
  const { facts } = read('dimension,value,share\nage,25-34,100%')
  expect(mergeFacts([typed, old, place], facts)).toEqual([typed, place, ...facts])
})
