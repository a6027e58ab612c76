import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readLittle } from '../../../test/networks/linkedin/little.ts'
import { littleOf, plainOf } from './little.ts'

const bells = { text: '@bells-ltd', account: 'urn:li:organization:12', name: 'Bells [Ltd.] (Riga)' }

test('each letter that means something is written with a stroke before it', () => {
  expect(littleOf('a (b) [c] {d} <e> | * _ ~ # @ \\')).toBe(
    String.raw`a \(b\) \[c\] \{d\} \<e\> \| \* \_ \~ \# \@ \\`,
  )
})

test('hashtags are topics, with what means something in them escaped; numbers and parts of addresses are none', () => {
  expect(littleOf('#bells #เบลล์ #a_b #1 https://a.example/#x')).toBe(
    String.raw`{hashtag|\#|bells} {hashtag|\#|เบลล์} {hashtag|\#|a\_b} \#1 https://a.example/\#x`,
  )
})

test('a page that is mentioned stands there by its whole name; whom nobody knows stays plain words', () => {
  const little = littleOf('With @Bells-Ltd, and @nobody (ann@bells-ltd.example).', [bells])
  expect(little).toBe(
    String.raw`With @[Bells \[Ltd.\] \(Riga\)](urn:li:organization:12), and \@nobody \(ann\@bells-ltd.example\).`,
  )
  const shown = 'With Bells [Ltd.] (Riga), and @nobody (ann@bells-ltd.example).'
  expect(plainOf(little)).toBe(shown)
  expect(readLittle(little)).toBe(shown)
})

test('what LinkedIn tells is read, also what others wrote', () => {
  expect(
    plainOf('{hashtag|\\#|coding} is #fun with @[Eddy](urn:li:person:1234) @[Dev] (urn:li:organization:2)'),
  ).toBe('#coding is #fun with Eddy Dev')
  expect(plainOf('a { b @ c [d](e) \\')).toBe('a { b @ c [d](e) \\')
})

test('any text arrives as it was written', () => {
  const words = fc.array(
    fc.constantFrom(...'ab1 \n\\|{}@[]()<>#*_~.:/-้é👩', 'https://a.example/', '#tag', '@x-y'),
  )
  fc.assert(
    fc.property(
      words.map((all) => all.join('')),
      (text) => {
        const little = littleOf(text)
        return plainOf(little) === text && readLittle(little) === text
      },
    ),
  )
})
