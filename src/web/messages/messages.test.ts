import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { parseSync } from '@swc/core'
import { expect, test } from 'vitest'
import { languages } from './languages.ts'

type Tree = { [key: string]: Tree | string }

const files = import.meta.glob<Tree>(['./*/*.json', '../../networks/*/words/*.json'], { eager: true, import: 'default' })
const sources = import.meta.glob<string>(['../**/*.tsx', '../../networks/*/ui/*.tsx'], {
  eager: true,
  query: '?raw',
  import: 'default',
})
const names = Object.keys(languages)

const flat = (tree: Tree, under = ''): [key: string, words: string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${under}${key}`, value] as const satisfies [string, string]] : flat(value, `${under}${key}.`),
  )

/** All texts of a language by their full name. */
const textsOf = (language: string): Map<string, string> =>
  new Map(
    Object.entries(files).flatMap(([path, tree]) => {
      const network = /^.*\/networks\/([^/]+)\/words\/(.+)\.json$/.exec(path)
      const [, folder = '', file = ''] = network
        ? ['', network[2], `networks/${network[1]}`]
        : (/^\.\/([^/]+)\/(.+)\.json$/.exec(path) ?? [])
      return folder === language ? flat(tree, `${file}.`) : []
    }),
  )

const english = textsOf('en')

/** Every part of a text, those inside of plurals, choices and tags too. */
function everyPart(parts: MessageFormatElement[]): MessageFormatElement[] {
  return parts.flatMap((part) => {
    if (part.type === TYPE.plural || part.type === TYPE.select)
      return [part, ...Object.values(part.options).flatMap(({ value }) => everyPart(value))]
    return part.type === TYPE.tag ? [part, ...everyPart(part.children)] : [part]
  })
}

const argumentsOf = (words: string): string[] => [
  ...new Set(
    everyPart(parse(words))
      .filter((part) => part.type !== TYPE.literal && part.type !== TYPE.pound)
      .map((part) => ('value' in part ? `${part.value}${part.type === TYPE.tag ? ' (tag)' : ''}` : '')),
  ),
].sort()

const choicesOf = (words: string): string[] =>
  everyPart(parse(words)).flatMap((part) =>
    part.type === TYPE.select ? [`${part.value}: ${Object.keys(part.options).sort().join(' ')}`] : [],
  )

function missingPlurals(words: string, language: string): string[] {
  return everyPart(parse(words)).flatMap((part) => {
    if (part.type !== TYPE.plural) return []
    const rules = new Intl.PluralRules(language, { type: part.pluralType ?? 'cardinal' })
    const needed = rules.resolvedOptions().pluralCategories
    return needed.filter((category) => !(category in part.options)).map((category) => `${part.value} lacks ${category}`)
  })
}

test.each(names)('%s has exactly the texts that English has', (language) => {
  expect([...textsOf(language).keys()].sort()).toEqual([...english.keys()].sort())
})

test.each(names)('every text in %s can be read, says something and asks for the same facts as English', (language) => {
  const wrong = [...textsOf(language)].flatMap(([key, words]) => {
    const original = english.get(key) ?? ''
    if (words.trim() === '') return [`${key} is empty`]
    const [here, there] = [argumentsOf(words), argumentsOf(original)].map((list) => list.join(', '))
    if (here !== there) return [`${key}: (${here}) instead of (${there})`]
    const [own, asked] = [choicesOf(words), choicesOf(original)].map((list) => list.sort().join('; '))
    return own === asked ? [] : [`${key}: choices (${own}) instead of (${asked})`]
  })
  expect(wrong).toEqual([])
})

test.each(names)('every plural in %s has all the forms that the language asks for', (language) => {
  const wrong = [...textsOf(language)].flatMap(([key, words]) =>
    missingPlurals(words, language).map((what) => `${key}: ${what}`),
  )
  expect(wrong).toEqual([])
})

/** What is said of exactly one, with words alone, is wrong of 21 where 21 counts like 1. */
function wordsOfOne(words: string, language: string): string[] {
  if (new Intl.PluralRules(language).select(21) !== 'one') return []
  return everyPart(parse(words)).flatMap((part) => {
    if (part.type !== TYPE.plural || '=1' in part.options) return []
    const { one, other } = part.options
    const counts = (form: typeof one) => everyPart(form?.value ?? []).some(({ type }) => type === TYPE.pound)
    return counts(other) && !counts(one) ? [`${part.value} says “one” of 21`] : []
  })
}

test.each(names)('no plural in %s speaks of one where it may be 21', (language) => {
  const wrong = [...textsOf(language)].flatMap(([key, words]) =>
    wordsOfOne(words, language).map((what) => `${key}: ${what}`),
  )
  expect(wrong).toEqual([])
})

/** A text may be the same in two languages, but hardly all of a file: then it was copied and never translated. */
test.each(names.filter((name) => name !== 'en'))('no file of %s is left in English', (language) => {
  const texts = textsOf(language)
  const spaces = new Set([...english.keys()].map((key) => key.split('.')[0]))
  const copied = [...spaces].filter((space) => {
    const keys = [...english.keys()].filter((key) => key.startsWith(`${space}.`))
    const same = keys.filter((key) => texts.get(key) === english.get(key) && /\p{L}{4}/u.test(english.get(key) ?? ''))
    return keys.length > 3 && same.length > keys.length / 3
  })
  expect(copied).toEqual([])
})

const spokenAttributes = new Set(['aria-label', 'title', 'placeholder', 'alt', 'label', 'help', 'words'])
/** Addresses are the same in every language. */
const isWords = (text: string): boolean => /\p{L}{2}/u.test(text.replace(/https?:\/\/\S*/g, ''))

type Node = { type?: string; value?: unknown; name?: { value?: string } } & Record<string, unknown>

/** Text between tags, and text given to an attribute that people see or hear. */
function spokenIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(spokenIn)
  if (typeof node !== 'object' || node === null) return []
  const { type, value, name, ...rest } = node as Node
  if (type === 'JSXText') return typeof value === 'string' && isWords(value) ? [value.trim()] : []
  if (type === 'JSXAttribute' && spokenAttributes.has(name?.value ?? '')) {
    const given = value as Node | null
    if (given?.type === 'StringLiteral' && isWords(String(given.value))) return [`${name?.value}="${given.value}"`]
  }
  return [...spokenIn(value), ...Object.values(rest).flatMap(spokenIn)]
}

/** Names of things, the same in every language. */
const proper = new Set(['Carillon'])

test('no text of the screen stands in the code', () => {
  const hard = Object.entries(sources).flatMap(([file, source]) => {
    const program = parseSync(source, { syntax: 'typescript', tsx: true, target: 'es2024' })
    return spokenIn(program.body)
      .filter((text) => !proper.has(text))
      .map((text) => `${file}: ${text}`)
  })
  expect(hard).toEqual([])
})

test('the look for text in the code finds text in the code', () => {
  const source = 'const A = () => <p title="Good day"><b>Hello</b>{t("x")}</p>'
  const program = parseSync(source, { syntax: 'typescript', tsx: true, target: 'es2024' })
  expect(spokenIn(program.body)).toEqual(['title="Good day"', 'Hello'])
})
