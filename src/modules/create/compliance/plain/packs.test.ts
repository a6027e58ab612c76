import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { jurisdictions } from '../contract.ts'
import { caseFinds } from './bench.fixture.ts'
import { levelOf } from './judge.ts'
import { packs } from './packs/index.ts'

const rules = packs.flatMap((pack) => pack.rules.map((rule) => ({ pack, rule })))

test('each pack of the folder is among the packs, and each jurisdiction has one', () => {
  const files = readdirSync(new URL('packs', import.meta.url)).filter((file) => file !== 'index.ts')
  expect(files.map((file) => file.replace('.ts', '')).sort()).toEqual(packs.map(({ id }) => id).sort())
  expect(packs.flatMap(({ jurisdiction }) => jurisdiction ?? []).sort()).toEqual([...jurisdictions].sort())
})

test('each rule has a name of its own, a source with its day, and a case for and against it', () => {
  expect(new Set(rules.map(({ rule }) => rule.id)).size).toBe(rules.length)
  for (const { rule } of rules) {
    expect(rule.source.on, rule.id).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect(rule.source.url, rule.id).toMatch(/^(https?:\/\/|docs\/)/)
    expect(
      rule.cases.some(({ finds }) => finds),
      rule.id,
    ).toBe(true)
    expect(
      rule.cases.some(({ finds }) => !finds),
      rule.id,
    ).toBe(true)
  }
})

test('what is unverified or contradicted never blocks', () => {
  for (const { rule } of rules)
    if (rule.confidence === 'unverified' || rule.confidence === 'contradicted')
      expect(levelOf(rule), rule.id).toBe('warning')
})

test.each(
  rules.flatMap(({ pack, rule }) =>
    rule.cases.map((one) => [rule.id, one.text.slice(0, 60), { pack, rule, one }] as const),
  ),
)('%s: %s', (_id, _text, { pack, rule, one }) => {
  expect(caseFinds(pack, rule, one), JSON.stringify(one)).toBe(one.finds)
})
